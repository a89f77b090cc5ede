"""What matters of hosts and partners is on the event, in its form and in the answer to a save."""

from datetime import date, timedelta

import pytest

from planner.choices import EventState, Marking, Modality, WayKind
from planner.db import db
from planner.partners.models import Nation
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_user,
    make_way,
)

TODAY = NOW.date()
SECRET = Marking.OFFICIAL_SENSITIVE


@pytest.fixture
def visit():
    """Return talks in France that end on its national day, which our own nation attends."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    make_way("FR", "National day", WayKind.NATIONAL_DAY, first_on=date(2026, 7, 14), is_yearly=True)
    make_way("FR", "Colonel: “mon colonel”.", WayKind.ADDRESS)
    make_way("FR", "Not a word on the strait.", WayKind.RED_LINE, marking=SECRET)
    make_way("FR", "Greet with a handshake.")
    make_way("AU", "Our own day", WayKind.NATIONAL_DAY, first_on=date(2026, 7, 10), is_yearly=True)
    event = make_event(
        ["FR", "AU"], [make_objective()], date(2030, 7, 12), title="Talks in Brest",
        host_code="FR", state=EventState.PLANNED,
    )  # fmt: skip
    db.session.commit()
    return event


def test_the_page_tells_of_days_red_lines_and_forms_of_address(client_as, visit):
    page = client_as("planner", ceiling=SECRET).get(f"/events/{visit.id}")
    for said in (
        "France: National day", "falls into the event", "Australia: Our own day",
        "ends 2 days before", "“mon colonel”", "Not a word on the strait.",
    ):  # fmt: skip
        assert said in page.text, said
    assert "Greet with a handshake." not in page.text, "the rest is behind the link"
    assert "/nations/FR/ways" in page.links
    assert "/nations/AU/ways" not in page.links


def test_who_may_not_read_a_red_line_is_not_told_of_it(client_as, visit):
    client = client_as("planner", ceiling=Marking.OFFICIAL)
    for address in (f"/events/{visit.id}", f"/events/{visit.id}/edit"):
        page = client.get(address).text
        assert "strait" not in page
        assert "“mon colonel”" in page
    assert str(SECRET.label) in client_as("planner").get(f"/events/{visit.id}").text


def test_the_form_tells_it_too(client_as, visit):
    page = client_as("country_desk").get(f"/events/{visit.id}/edit")
    for said in ("France: National day", "“mon colonel”", "Not a word on the strait."):
        assert said in page.text, said
    assert "/nations/FR/ways" in client_as("country_desk").get("/events/new?nation=FR").links


def test_a_save_warns_and_stops_nobody(client_as, visit):
    visit.owner = make_user(roles=["planner"])
    db.session.commit()
    client = client_as("planner", user=visit.owner)
    sent = client.fields(f"/events/{visit.id}/edit")
    answer = client.post(f"/events/{visit.id}/edit", sent)
    page = client.follow(answer)
    assert "was saved" in page.text
    assert "Days to mind near this event: Australia, 10 Jul 2030: Our own day; " in page.text
    assert "France, 14 Jul 2030: National day." in page.text


def test_an_event_that_is_over_or_far_from_all_days_is_not_warned_of(client_as, visit):
    visit.starts_on = visit.sort_on = date(2030, 8, 1)
    visit.ends_on = date(2030, 8, 3)
    db.session.commit()
    page = client_as("planner").get(f"/events/{visit.id}").text
    assert "Days to mind" not in page and "“mon colonel”" in page
    visit.state = EventState.CANCELLED
    db.session.commit()
    assert "“mon colonel”" not in client_as("planner").get(f"/events/{visit.id}").text


@pytest.mark.parametrize(
    ("days", "shown"),
    [(22, ""), (21, "soon"), (14, "soon"), (13, "late")],
)
def test_customs_are_due_two_weeks_before_the_start(client_as, visit, days, shown):
    visit.owner = make_user(roles=["planner"])
    visit.starts_on = visit.sort_on = TODAY + timedelta(days=days)
    visit.ends_on = visit.starts_on
    db.session.commit()
    client = client_as("planner", user=visit.owner)
    desk, page = client.get("/"), client.get(f"/events/{visit.id}")
    assert ("Customs to review" in desk.text) == bool(shown)
    assert ("overdue since 28 Feb 2030" in desk.text) == (shown == "late")
    assert ("Review the customs of the host: France" in page.text) == bool(shown)
    assert ("is-late" in page.html) == (shown == "late")


@pytest.mark.parametrize(("days", "is_late"), [(1, False), (0, True)])
def test_of_an_exercise_they_are_due_before_its_final_planning_conference(
    client_as, visit, days, is_late
):
    visit.owner, visit.kind = make_user(roles=["planner"]), ShippedKind.JOINT_EXERCISE
    visit.final_conference_on = TODAY + timedelta(days=days)
    db.session.commit()
    client = client_as("planner", user=visit.owner)
    assert "Customs to review" in client.get("/").text
    assert ("overdue" in client.get("/").text) is is_late


@pytest.mark.parametrize(
    "change",
    [
        {"customs_checked": True},
        {"host_code": "AU"},
        {"host_code": None},
        {"modality": Modality.VIRTUAL},
        {"state": EventState.CONCEPT},
        {"state": EventState.CANCELLED},
    ],
    ids=str,
)
def test_nobody_owes_customs_that_were_looked_at_or_of_no_host_abroad(client_as, visit, change):
    visit.owner = make_user(roles=["planner"])
    visit.starts_on = visit.sort_on = visit.ends_on = TODAY + timedelta(days=9)
    db.session.commit()
    client = client_as("planner", user=visit.owner)
    assert "Customs to review" in client.get("/").text
    for name, value in change.items():
        setattr(visit, name, value)
    db.session.commit()
    assert "Customs to review" not in client.get("/").text
    assert "Review the customs" not in client.get(f"/events/{visit.id}").text


def test_the_own_nation_is_asked_anew_though_the_desk_keeps_its_statements(client_as, visit):
    visit.owner = make_user(roles=["planner"])
    visit.starts_on = visit.sort_on = visit.ends_on = TODAY + timedelta(days=9)
    db.session.commit()
    client = client_as("planner", user=visit.owner)
    assert "Customs to review" in client.get("/").text
    for nation in db.session.query(Nation):
        nation.is_own = nation.code == visit.host_code
    db.session.commit()
    assert "Customs to review" not in client.get("/").text


@pytest.mark.parametrize(
    ("looked_on", "shown"),
    [
        (TODAY - timedelta(days=357), ""),
        (TODAY - timedelta(days=358), "due 8 Mar 2030"),
        (TODAY - timedelta(days=365), "due 1 Mar 2030"),
        (TODAY - timedelta(days=366), "overdue since 28 Feb 2030"),
        (None, "overdue since 1 Feb 2030"),
    ],
)
def test_the_desk_looks_at_the_ways_of_a_nation_anew_after_a_year(
    client_as, visit, looked_on, shown
):
    make_way("FR", "A second custom.", looked_on=looked_on)
    make_way("IT", "Nothing is planned with Italy.", looked_on=date(2020, 1, 1))
    db.session.commit()
    page = client_as("country_desk").get("/").text
    assert ("France: customs and courtesies" in page) == bool(shown)
    assert shown in page
    assert "Italy: customs and courtesies" not in page
    assert "customs and courtesies" not in client_as("planner").get("/").text
    assert "customs and courtesies" not in client_as("country_desk", nations=["IT"]).get("/").text


def test_a_look_at_all_of_it_takes_it_off_the_desk(client_as, visit):
    make_way("FR", "Old.", looked_on=date(2020, 1, 1))
    make_way("FR", "Older.", looked_on=date(2019, 1, 1))
    db.session.commit()
    desk = client_as("country_desk")
    assert desk.get("/").text.count("Review it") == 1
    desk.post("/nations/FR/ways/look", {})
    assert "France: customs and courtesies" not in desk.get("/").text
