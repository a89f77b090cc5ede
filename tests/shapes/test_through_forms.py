"""What does not fit a shape, through the forms: told beside its field, and nothing is lost."""

import pytest

from planner.choices import EventState
from planner.db import db
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from tests.factories import NOW, make_event, make_indicator, make_nation, make_objective


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def outcome_page(client_as):
    event = make_event(state=EventState.EXECUTED)
    given = {
        "objective_id": make_objective().id,
        "kind": "access_granted",
        "sign": "positive",
        "strength": "2",
        "seen_on": "2030-02-10",
        "evidence": "The minutes lie on file",
        "event_ids": event.id,
    }
    return client_as("planner"), "/outcomes/new", given, Outcome


def person_page(client_as):
    make_nation("FR")
    given = {
        "name": "Élodie Martin",
        "nation_code": "FR",
        "purpose": "Takes part",
        "retention": "contact",
        "post": "Head of staff talks",
    }
    return client_as("country_desk"), "/people/new", given, Person


def report_page(client_as):
    event = make_event(state=EventState.EXECUTED)
    given = {
        "version": "0",
        "base": "{}",
        "happened": "It rained",
        "outcomes-0-title": "A drill was agreed",
        "outcomes-0-objective_id": make_objective().id,
        "outcomes-0-kind": "access_granted",
        "outcomes-0-sign": "positive",
        "outcomes-0-strength": "2",
    }
    return client_as("planner"), f"/events/{event.id}/report", given, Outcome


def value_page(client_as):
    indicator = make_indicator()
    given = {"seen_on": "2030-02-10", "note": "Counted twice"}
    url = f"/objectives/indicators/{indicator.id}/updates/new"
    return client_as("planner"), url, given, IndicatorUpdate


@pytest.mark.parametrize(
    ("page_of", "name", "bad", "words"),
    [
        (outcome_page, "title", "x" * 201, "Keep it under 200 characters."),
        (outcome_page, "title", "\u200b \x07", "Enter what changed"),
        (person_page, "email", "nobody", "Enter an address such as name@example.org."),
        (person_page, "tour_ends_on", "2200-01-01", "Enter a day between 1900 and 2199."),
        (report_page, "outcomes-0-evidence_url", "javascript:1", "starts with https:// or http://"),
        (report_page, "participants_actual", "-1", "Enter a number from 0 to 10,000,000."),
        (value_page, "value", "NaN", "Enter the number alone, in digits"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(client_as, page_of, name, bad, words):
    client, url, given, kind = page_of(client_as)

    page = client.post(url, given | {name: bad})

    assert page.status == 422
    assert words in page.text
    assert words in page.html.partition(f'id="{name}-error"')[2][:300]
    for typed in given.values():
        assert str(typed) in page.html, f"{typed!r} was typed and is lost"
    assert db.session.query(kind).count() == 0
