"""The quick log takes a cost, a place, somebody met and a promise, folded until wanted."""

import re
from decimal import Decimal

import pytest

from planner.choices import EventState
from planner.db import db
from planner.events.models import Event
from planner.events.plan.money import currency_of
from planner.outcomes.models import FollowUp
from planner.participants.models import Person
from tests.factories import NOW, make_event, make_nation, make_own_nation, make_person, make_user

FOLD = r'<details class="more"( open)?><summary>Cost, place, person, promise'


@pytest.fixture
def planner(client_as):
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    return client_as("planner")


def quick(**more):
    return {
        "title": "Reception",
        "kind": "cultural_event",
        "day": "2026-01-05",
        "partner_codes": "France",
        "line": "Good talk",
    } | more


def the_event():
    return db.session.query(Event).one()


def is_open(page):
    return bool(re.search(FOLD, page.html)[1])


def test_the_page_does_not_grow(planner):
    page = planner.get("/events/quick")

    assert not is_open(page)
    assert 'name="currency"' in page.html
    assert 'value="AUD"' in page.html


def test_everything_at_once_in_one_transaction(planner):
    page = planner.post(
        "/events/quick",
        quick(
            cost="120.50",
            currency="eur",
            place_town="Lyon",
            place_nation="FR",
            new_rank="Major",
            new_name="Anne Roux",
            promise_what="Send the programme",
            promise_owner_id=planner.user_id,
            promise_due_on="2026-02-01",
        ),
    )
    assert page.status == 303, page.text[:1500]
    event = the_event()
    assert (event.state, event.actual_cost, event.currency) == (
        EventState.EXECUTED,
        Decimal("120.50"),
        "EUR",
    )
    assert event.planned_cost is None
    assert [(row.town, row.nation_code) for row in event.places] == [("Lyon", "FR")]
    (row,) = event.attendances
    assert (row.person.full_name, row.person.nation_code) == ("Major Anne Roux", "FR")
    (promise,) = db.session.query(FollowUp)
    assert (promise.what, promise.owner_id, str(promise.due_on), promise.promised_nation_code) == (
        "Send the programme",
        planner.user_id,
        "2026-02-01",
        "FR",
    )


def test_the_cost_of_an_event_to_come_is_planned_in_our_currency(planner):
    assert planner.post("/events/quick", quick(day="2199-01-05", cost="7")).status == 303

    event = the_event()
    assert (event.planned_cost, event.actual_cost, event.currency) == (Decimal(7), None, "AUD")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"cost": "12", "currency": ""}, "Say in which currency"),
        ({"cost": "12", "currency": "EURO"}, "three letters"),
        ({"new_rank": "Major"}, "Enter the person’s name"),
        ({"new_name": "Anne Roux", "partner_codes": "France, AU"}, "Choose the person’s nation"),
        ({"promise_what": "Send it"}, "Enter the day by which"),
        ({"promise_due_on": "2026-02-01"}, "Say what was promised"),
        (
            {"promise_what": "Send", "promise_due_on": "2026-02-01", "promise_owner_id": ""},
            "Choose who sees to it",
        ),
        ({"place_nation": "ZZ"}, "There is a problem"),
    ],
)
def test_what_is_begun_and_not_whole_is_refused_with_the_fold_open(planner, wrong, words):
    page = planner.post("/events/quick", quick(**wrong))

    assert page.status == 422
    assert words in page.text
    assert is_open(page)
    assert 'value="Good talk"' in page.html
    assert db.session.query(Event).count() == db.session.query(Person).count() == 0


def test_a_refused_promise_takes_event_and_person_back(planner):
    gone = make_user(active=False)
    body = quick(new_name="Anne Roux", promise_what="Send it", promise_due_on="2026-02-01")
    page = planner.post("/events/quick", body | {"promise_owner_id": gone.id})

    assert page.status == 422
    assert 'value="Anne Roux"' in page.html
    assert db.session.query(Event).count() == db.session.query(Person).count() == 0


def test_the_quick_log_asks_whether_it_is_the_same_person(planner):
    known = make_person("FR", name="Roux, Anne", name_key="roux anne")
    page = planner.post("/events/quick", quick(new_name="Anne Roux"))
    assert page.status == 422
    assert "Is this the same person?" in page.text
    assert is_open(page)

    body = quick(new_name="Anne Roux", new_nation="FR", new_answer=f"is-{known.id}")
    assert planner.post("/events/quick", body).status == 303
    assert [row.person_id for row in the_event().attendances] == [known.id]
    assert db.session.query(Person).count() == 1


@pytest.mark.parametrize(("code", "currency"), [("FR", "EUR"), ("AU", "AUD"), (None, "")])
def test_an_office_counts_in_the_currency_of_its_nation(code, currency):
    assert currency_of(code) == currency


@pytest.mark.parametrize(
    ("page", "state", "sent"),
    [
        ("actuals", EventState.EXECUTED, {"actual_starts_on": "2030-02-04"}),
        ("move/cancelled", EventState.PLANNED, {"reason_code": "funding"}),
    ],
)
def test_no_cost_anywhere_is_without_a_currency(planner, clock_at, page, state, sent):
    clock_at(NOW)
    event = make_event(["FR", "AU"], state=state, author=planner.user, owner=planner.user)
    url = f"/events/{event.id}/{page}"
    sent = sent | {"actual_cost": "12", "note": "", "version": str(event.version)}
    refused = planner.post(url, sent | {"currency": ""})
    assert refused.status == 422
    assert "Say in which currency" in refused.text
    assert planner.post(url, sent | {"currency": "EUR"}).status == 303
    assert (event.actual_cost, event.currency) == (Decimal(12), "EUR")
