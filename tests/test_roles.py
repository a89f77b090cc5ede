"""What each role may do, at the addresses where it is done: the table of DOMAIN 3."""

from datetime import date

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.events.models import Event
from tests.factories import (
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_person,
    make_requirement,
    make_user,
)

SHORT = {
    "v": "viewer",
    "p": "planner",
    "a": "approver",
    "d": "country_desk",
    "x": "administrator",
}
REASON = {"reason_code": "weather", "note": "Storm"}

GETS = [
    # address, who may open it; everybody else is refused with 403
    ("/events/", "vpadx"),
    ("/events/new", "pd"),
    ("/events/quick", "pd"),
    ("/calendar/", "vpadx"),
    ("/feeds/", "vpad"),
    ("/feeds/new", "vpad"),
    ("/people/", "pad"),
    ("/people/new", "pd"),
    ("/people/export", "d"),
    ("/organisations/", "vpadx"),
    ("/organisations/new", "pd"),
    ("/institutions/new", "pd"),
    ("/programmes/new", "pd"),
    ("/partner-groups/new", "dx"),
    ("/nations/FR/edit", "dx"),
    ("/nations/own", "x"),
    ("/plans/new", "d"),
    ("/plans/adopt", "d"),
    ("/requirements/", "vpadx"),
    ("/requirements/edit", "pd"),
    ("/outcomes/", "vpadx"),
    ("/reports/coverage", "vpadx"),
    ("/reports/gaps", "vpadx"),
    ("/users/", "x"),
    ("/users/new", "x"),
    ("/jobs/", "vpadx"),
    ("/jobs/new", "x"),
    ("/outbox/", "x"),
    ("/account/", "vpadx"),
    ("/help/", "vpadx"),
    ("/search", "vpadx"),
    ("/kept-searches/", "vpadx"),
    ("/kept-searches/new?of=events&q=choir", "vpadx"),
]

OF_THE_EVENT = [
    # page of an event that somebody else planned; an administrator finds no event at all
    ("", "vpad"),
    ("/people", "ad"),
    ("/nations", "pd"),
    ("/risks", "pad"),
    ("/coordination", "pd"),
    ("/marking", "pad"),
    ("/comment", "pad"),
]

MOVES = [
    # from, to, who may; a planner here is not the author
    ("concept", "planned", "pd"),
    ("concept", "cancelled", "pd"),
    ("planned", "coordinated", "pd"),
    ("planned", "postponed", "pd"),
    ("planned", "cancelled", "pd"),
    ("coordinated", "approved", "a"),
    ("coordinated", "planned", "pad"),
    ("coordinated", "cancelled", "pd"),
    ("approved", "in_progress", "pd"),
    ("approved", "planned", "pad"),
    ("approved", "postponed", "a"),
    ("approved", "cancelled", "a"),
    ("in_progress", "executed", "pd"),
    ("in_progress", "cancelled", "a"),
    ("executed", "reported", "pd"),
    ("reported", "closed", "pd"),
    ("reported", "executed", "pad"),
    ("closed", "reported", ""),
    ("postponed", "planned", "pd"),
    ("postponed", "cancelled", "pd"),
]


def cases(table):
    """Return each row of a table with each role and whether it is allowed."""
    return [
        pytest.param(*row, role, letter in allowed, id=f"{'-'.join(row)}-{role}")
        for *row, allowed in table
        for letter, role in SHORT.items()
    ]


@pytest.fixture(autouse=True)
def office():
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    make_requirement(make_objective())


@pytest.mark.parametrize(("url", "role", "is_allowed"), cases(GETS))
def test_pages_open_to_the_roles_of_the_table(client_as, url, role, is_allowed):
    assert client_as(role).get(url).status == (200 if is_allowed else 403)


@pytest.mark.parametrize(("part", "role", "is_allowed"), cases(OF_THE_EVENT))
def test_parts_of_an_event_open_to_the_roles_of_the_table(client_as, part, role, is_allowed):
    event = make_event(author=make_user())
    status = client_as(role).get(f"/events/{event.id}{part}").status
    assert status == 200 if is_allowed else status in {403, 404}


@pytest.mark.parametrize(("before", "after", "role", "is_allowed"), cases(MOVES))
def test_moves_are_made_by_the_roles_of_the_table(client_as, before, after, role, is_allowed):
    event = make_event(state=EventState(before), author=make_user(), objectives=[make_objective()])
    client, url = client_as(role), f"/events/{event.id}/move/{after}"
    offered = url in client.get(f"/events/{event.id}").links
    page = client.get(url)
    refused = client.post(url, REASON)

    assert offered == is_allowed
    if is_allowed:
        assert page.status == 200
        assert refused.status in {303, 422}  # 422: a gate of the state, not the role
    else:
        assert page.status in {403, 404}
        assert refused.status in {403, 404, 422}
        assert db.session.get(Event, event.id).state == EventState(before)


@pytest.mark.parametrize(
    ("role", "may_raise", "may_lower"),
    [
        ("planner", True, False),
        ("country_desk", True, False),
    ],
)
def test_planner_and_desk_raise_the_marking_and_do_not_lower_it(
    client_as, role, may_raise, may_lower
):
    for after, is_allowed in ((2, may_raise), (0, may_lower)):
        event = make_event(marking=Marking.OFFICIAL)
        page = client_as(role).post(f"/events/{event.id}/edit", edit_of(event, marking=after))
        assert page.status == (303 if is_allowed else 422), page.text[:1500]
        stored = db.session.get(Event, event.id, populate_existing=True).marking
        assert stored == (after if is_allowed else Marking.OFFICIAL)


@pytest.mark.parametrize("after", [0, 2])
@pytest.mark.parametrize("state", list(EventState))
def test_an_approver_raises_and_lowers_the_marking_in_every_state(client_as, state, after):
    event = make_event(marking=Marking.OFFICIAL, state=state)
    client, url = client_as("approver"), f"/events/{event.id}/marking"
    assert url in client.get(f"/events/{event.id}").links

    page = client.post(url, {"marking": str(after), "version": str(event.version)})

    assert page.status == 303, page.text[:1500]
    assert db.session.get(Event, event.id, populate_existing=True).marking == after
    history = client_as("country_desk").get(f"/history/event/{event.id}")
    assert "arking" in history.text


@pytest.mark.parametrize("role", ["planner", "country_desk"])
def test_the_marking_page_raises_for_all_and_lowers_for_approvers(client_as, role):
    event = make_event(marking=Marking.OFFICIAL)
    client, url = client_as(role), f"/events/{event.id}/marking"
    refused = client.post(url, {"marking": "0", "version": str(event.version)})
    assert refused.status == 422
    assert "Only an approver may lower the marking." in refused.text
    assert client.post(url, {"marking": "2", "version": str(event.version)}).status == 303
    limited = client_as(role, ceiling=Marking.OFFICIAL)
    assert limited.get(url).status == 404
    other = make_event(marking=Marking.OFFICIAL)
    above = {"marking": "2", "version": str(other.version)}
    assert limited.post(f"/events/{other.id}/marking", above).status == 422


def test_an_approver_changes_nothing_else_of_a_draft(client_as):
    event = make_event(marking=Marking.OFFICIAL, title="Kept")
    page = client_as("approver").post(f"/events/{event.id}/edit", edit_of(event, title="Changed"))
    assert page.status == 422
    assert "may not change the plan" in page.text
    assert db.session.get(Event, event.id).title == "Kept"


def test_nobody_marks_above_their_own_ceiling(client_as):
    event = make_event(marking=Marking.OFFICIAL)
    client = client_as("planner", ceiling=Marking.OFFICIAL)
    page = client.post(f"/events/{event.id}/edit", edit_of(event, marking=2))
    assert page.status == 422
    assert db.session.get(Event, event.id).marking == Marking.OFFICIAL


def edit_of(event, **changes):
    """Return what the edit form of an event sends, with changes."""
    return {
        "version": str(event.version),
        "title": event.title,
        "kind": event.kind,
        "date_precision": "day",
        "starts_on": event.starts_on.isoformat(),
        "ends_on": event.ends_on.isoformat(),
        "zone": event.zone,
        "modality": event.modality.value,
        "partner_codes": [row.nation_code for row in event.partners],
        "place_0_town": event.places[0].town,
        "place_0_nation": event.places[0].nation_code,
        "benefit_own": event.benefit_own,
        "benefit_partner": event.benefit_partner,
        "marking": str(int(event.marking)),
    } | {name: str(value) for name, value in changes.items()}


@pytest.mark.parametrize("role", ["planner", "country_desk"])
def test_an_event_has_a_nation_of_its_planner(client_as, role):
    make_nation("ID")
    client = client_as(role, nations=["FR"])
    values = {
        "title": "Elsewhere",
        "kind": "workshop_seminar",
        "zone": "UTC",
        "date_precision": "day",
        "modality": "in_person",
        "marking": "1",
    }
    page = client.post("/events/new", values | {"partner_codes": ["ID"]})
    assert page.status == 422
    assert "Add one of your nations as a partner or host: France" in page.text
    assert client.post("/events/new", values | {"partner_codes": ["ID", "FR"]}).status == 303
    day = date(2030, 5, 1).isoformat()
    quick = {"title": "Quick", "kind": "workshop_seminar", "day": day, "partner_codes": "Indonesia"}
    assert client.post("/events/quick", quick).status == 422
    assert [event.title for event in db.session.query(Event)] == ["Elsewhere"]


@pytest.mark.parametrize("role", ["planner", "country_desk"])
def test_an_event_does_not_leave_its_planners_nations(client_as, role):
    make_nation("ID")
    event = make_event(partners=["FR"])
    client = client_as(role, nations=["FR"])
    page = client.post(f"/events/{event.id}/edit", edit_of(event, partner_codes="ID"))
    assert page.status == 422
    assert [row.nation_code for row in db.session.get(Event, event.id).partners] == ["FR"]


@pytest.mark.parametrize(("role", "is_allowed"), cases([("a",)]))
def test_outcomes_are_verified_by_an_approver_who_did_not_write_them(client_as, role, is_allowed):
    outcome = make_outcome(author=make_user())
    page = client_as(role).post(
        f"/outcomes/{outcome.id}", {"verification_source": "Signed minutes"}
    )
    assert (page.status == 303) == is_allowed
    assert outcome.is_verified == is_allowed
    user = make_user(roles=["approver", "planner"])
    own = make_outcome(author=user)
    client_as("approver", user=user).post(
        f"/outcomes/{own.id}", {"verification_source": "Signed minutes"}
    )
    assert not own.is_verified


def test_names_are_on_the_page_of_those_who_may_see_them_only(client_as):
    event = make_event(author=make_user())
    make_attendance(event, make_person("FR", name="Jean Visible"))
    planner = client_as("planner")
    own = make_event(author_id=planner.user_id)
    make_attendance(own, make_person("FR", name="Anne Visible"))

    for role, sees in (("approver", True), ("country_desk", True), ("planner", False)):
        page = client_as(role).get(f"/events/{event.id}/people")
        assert ("Jean Visible" in page.text) == sees
    assert "Anne Visible" in planner.get(f"/events/{own.id}/people").text
    assert "Jean Visible" not in client_as("viewer").get(f"/events/{event.id}").text


@pytest.mark.parametrize(("role", "sees"), [("country_desk", True), ("approver", False)])
def test_special_needs_are_kept_from_approvers(client_as, role, sees):
    person = make_person("FR", name="Jean", special_needs="No nuts", has_consent=True)
    assert ("No nuts" in client_as(role).get(f"/people/{person.id}").text) == sees


def test_names_leave_only_with_a_reason(client_as):
    make_person("FR", name="Jean Visible")
    desk = client_as("country_desk")
    assert desk.post("/people/export", {"reason": "", "suffix": "csv"}).status == 422
    page = desk.post("/people/export", {"reason": "Seating at the dinner", "suffix": "csv"})
    assert "Jean Visible" in page.body.decode("utf-8-sig")
