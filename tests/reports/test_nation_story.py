"""The page of a partner tells its whole story: sentences, numbers that open rows, files."""

import re
from datetime import UTC, date, datetime

import pytest

from planner.choices import EventState, Family, OutcomeSign
from planner.db import db
from planner.kinds.queries import codes_of
from planner.participants.models import Person
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_outcome,
    make_person,
)
from tests.reports.page_and_file import words_of
from tests.reports.small_office import make_small_office
from tests.reports.test_every_number import numbers, opened


@pytest.fixture
def office(clock_at):
    clock_at(datetime(2025, 8, 15, 12, tzinfo=UTC))
    return make_small_office()


def told(page):
    """Return the sentences of the page."""
    said = page.html.partition("in-words")[2].partition("</ul>")[0]
    return [words_of(one) for one in re.findall(r"<li>(.*?)</li>", said, re.S)]


def test_the_page_says_what_the_figures_say_and_nothing_else(client_as, office):
    page = client_as("approver").get("/nations/FR")
    assert told(page) == [
        "France was last met 44 days ago, on 2 Jul 2025.",
        "5 events are wanted in 2025; 3 of them were held; 2 are neither held nor approved.",
        "1 follow-up is open; 1 of them is late.",
        "2 outcomes were seen in 2025; none of them harms an objective.",
        "No event is planned.",
    ]
    other = client_as("approver").get("/nations/NZ")
    assert told(other)[0] == "New Zealand was last met 74 days ago, on 2 Jun 2025."
    assert "No number of events is wanted in 2025; 1 was executed." in told(other)


def test_one_of_each_and_several_of_each_are_said_in_their_own_number(client_as, office):
    held = make_event(
        ["FR"], [office], date(2025, 3, 4), 1, state=EventState.CLOSED, host_code="AU"
    )
    make_event(["FR"], [office], date(2025, 3, 9), 1, state=EventState.CLOSED, host_code="FR")
    make_event(
        ["FR"], [office], date(2025, 9, 1), 2, title="Talks ahead", state=EventState.APPROVED
    )
    make_outcome(office, [held], seen_on=date(2025, 4, 1), sign=OutcomeSign.NEGATIVE)
    make_follow_up(held, due_on=date(2025, 12, 1))
    for rank in ("Colonel", "Colonel", "Major"):
        person = make_person("FR", rank=rank)
    make_attendance(held, person, has_attended=True)
    said = told(client_as("approver").get("/nations/FR"))
    assert "We hosted 1 executed event; France hosted 1." in said
    assert "3 people are on record; 1 was met in 2025." in said
    assert "2 follow-ups are open; 1 of them is late." in said
    assert "3 outcomes were seen in 2025; 1 of them harms an objective." in said
    assert said[-1] == "Next is “Talks ahead”, 1–2 Sep 2025."


def test_every_number_of_the_story_opens_its_rows(client_as, office):
    held = make_event(
        ["FR"], [office], date(2025, 3, 4), 1, state=EventState.CLOSED, host_code="FR"
    )
    make_attendance(held, make_person("FR", rank="Colonel"), has_attended=True)
    make_person("FR")
    client = client_as("approver")
    found = dict(numbers(client.get("/nations/FR")))
    assert any("of=people-known" in href and "part=" in href for href in found)
    assert any("measure=visited" in href for href in found)
    for href, number in found.items():
        assert opened(client, href) == number, href


def test_agreements_and_what_is_owed_after_events_stand_on_the_page(client_as, office):
    kind = db.session.scalars(codes_of(Family.AGREEMENT)).first()
    signed = make_event(
        ["FR"], [office], date(2025, 4, 4), 1, kind=kind, title="Signed", state=EventState.CLOSED
    )
    make_follow_up(signed, what="Translate the annex", due_on=date(2025, 12, 1))
    page = client_as("planner").get("/nations/FR").text
    assert signed.title in page.partition("Agreements")[2]
    assert "Translate the annex" in page.partition("Owed after events with it")[2]
    assert "No agreement is on record." in client_as("planner").get("/nations/NZ").text


def test_a_partner_of_whom_nothing_is_on_record_says_what_to_do_first(client_as, office):
    make_nation("JP", is_partner=True)
    for role, steps in (("planner", 3), ("viewer", 0)):
        page = client_as(role).get("/nations/JP")
        assert "Nothing is on record with this partner yet." in page.text
        leads = ("/events/new?nation=JP", "/people/new?nation=JP")
        assert sum(link in page.links for link in leads) == min(steps, 2)
        assert "Balance" not in page.text


def test_who_may_not_see_people_is_told_so_and_no_number_of_them(client_as, office):
    make_person("FR", rank="Colonel")
    page = client_as("viewer").get("/nations/FR")
    assert "People are shown to those who work with people." in page.text
    assert "on record" not in " ".join(told(page))
    assert "Colonel" not in page.text
    assert client_as("viewer").get("/reports/rows.csv?of=people-known&nation=FR").status == 403


def test_of_a_nation_out_of_scope_no_story_is_told(client_as, office):
    for client in (client_as("country_desk", nations=["NZ"]), client_as("administrator")):
        page = client.get("/nations/FR")
        assert page.status == 200
        assert "In short" not in page.text and "last met" not in page.text


def test_the_files_hold_the_story_with_period_day_and_addresses(client_as, office):
    client = client_as("approver")
    page, file = client.get("/nations/FR"), client.get("/nations/FR.csv")
    for words in told(page):
        assert words in file.text.replace('"', "")
    for part in ("# Period: 2025-01-01 to 2025-12-31", "# Marking", "Wanted in 2025, and done"):
        assert part in file.text, part
    assert "/events/?measure=executed" in file.text
    assert client.get("/nations/FR.xlsx").status == 200
    assert client.get("/nations/FR.doc").status == 404
    assert client.get("/nations/ZZ.csv").status == 404
    assert client_as(None).get("/nations/FR.csv").status in {302, 303, 401}


def test_ranks_and_tiers_of_the_partners_report_open_their_rows(client_as, office):
    held = make_event(["FR"], [office], date(2025, 3, 4), 1, state=EventState.CLOSED)
    for rank in ("Colonel", ""):
        make_attendance(held, make_person("FR", rank=rank), has_attended=True)
    client = client_as("approver")
    page = client.get("/reports/partners?period=2025")
    found = dict(numbers(page))
    assert {href for href in found if "of=people-met" in href and "part=none" in href}
    assert {href for href in found if "of=partners" in href and "part=A" in href}
    for href, number in found.items():
        assert opened(client, href) == number, href
    assert db.session.query(Person).count() == 2
