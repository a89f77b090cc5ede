"""What an approver reads before deciding, and who is told why they may not."""

from datetime import date
from decimal import Decimal

import pytest

from planner.choices import EventState, NationTier, Role
from planner.db import db
from planner.events.models import Coordination, Risk
from planner.reports.measures.once_approved import closings
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
    make_user,
)
from tests.pages import PageClient

S = EventState


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)
    make_own_nation("AU")


def event_to_approve(**fields):
    """Return a coordinated event of 2030 with France and Indonesia, of which France agreed."""
    make_nation("FR", tier=NationTier.A)
    objective = make_objective(code="O77", name="Interoperability")
    author = make_user(name="Anna Author")
    values = {
        "state": S.COORDINATED,
        "starts_on": date(2030, 9, 2),
        "planned_cost": Decimal("125000"),
        "currency": "EUR",
        "author": author,
        "risks_rated": True,
    }
    event = make_event(["AU", "FR", "ID"], [(objective, 0.8)], **(values | fields))
    event.risks.append(Risk(category="weather", likelihood=4, impact=5, mitigation="Tent"))
    entry = Coordination(party="partner", nation_code="FR", agreed_on=date(2030, 1, 5))
    event.coordination.append(entry)
    db.session.flush()
    return event, objective


def test_the_page_of_the_decision_holds_all_that_is_decided_on(client_as):
    event, objective = event_to_approve()
    make_requirement(objective, "FR", 2030, 3)
    make_event(["AU", "FR"], [objective], state=S.EXECUTED)
    text = client_as("approver").get(f"/events/{event.id}/move/approved").text
    for words in (
        "France A – priority",
        "5 Jan 2030",
        "Indonesia",
        "Not on record",
        "125,000.00 euros",
        "O77 Interoperability",
        "0.8",
        "4 × 5 = 20",
        "Tent",
        "Anna Author",
        "Ours",
        "Theirs",
        "O77 Interoperability France 2030 3 1 0 2 1",
    ):
        assert words in text, words


def test_an_event_that_no_requirement_asks_for_closes_no_gap(client_as):
    event, objective = event_to_approve()
    make_requirement(objective, "FR", 2031, 3)
    text = client_as("approver").get(f"/events/{event.id}/move/approved").text
    assert "No agreed requirement asks for it" in text


@pytest.mark.parametrize(
    ("others", "number", "gap"),
    [([], 2, (2, 1)), ([S.APPROVED], 2, (1, 0)), ([S.EXECUTED, S.APPROVED], 2, (0, 0))],
)
def test_the_gap_is_counted_as_reports_count_it(others, number, gap):
    event, objective = event_to_approve()
    make_requirement(objective, "FR", 2030, number)
    for state in others:
        day = date(2030, 2, 4) if state is S.EXECUTED else date(2030, 8, 5)
        make_event(["FR"], [objective], state=state, starts_on=day)
    make_event(["FR"], [objective], state=S.APPROVED, starts_on=date(2031, 8, 5))
    (one,) = closings(event, NOW.date())
    assert (one.nation, one.gap, one.gap_after) == ("FR", *gap)


def test_an_objective_with_next_to_no_share_gains_nothing():
    event, _objective = event_to_approve()
    small = make_objective()
    event.links[0].weight = 0.98
    event.links.append(type(event.links[0])(objective=small, weight=0.02))
    make_requirement(small, "FR", 2030, 1)
    assert closings(event, NOW.date()) == []


def test_who_wrote_it_reads_one_sentence_and_the_right_one(app, client_as):
    both = make_user(roles=[Role.PLANNER, Role.APPROVER])
    event, _objective = event_to_approve(author=both)
    client = PageClient(app, both)
    page = client.get(f"/events/{event.id}/move/approved")
    assert page.status == 403
    assert "somebody else has to approve it" in page.text
    assert "Your role does not cover" not in page.text
    assert "change your role" not in page.text
    shown = client.get(f"/events/{event.id}")
    assert "somebody else has to approve it" in shown.text
    assert f"/events/{event.id}/move/approved" not in shown.links


def test_a_coordinated_event_says_whom_it_waits_for(client_as):
    event, _objective = event_to_approve()
    assert "It waits for an approver." in client_as("planner").get(f"/events/{event.id}").text
    approver = client_as("approver")
    assert "It waits for an approver." not in approver.get(f"/events/{event.id}").text
    assert f"/events/{event.id}/move/approved" in approver.get("/").links


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_a_page_that_a_role_does_not_cover_still_says_so(client_as, role):
    page = client_as(role).get("/events/new")
    assert page.status == 403
    assert "Your role does not cover this page" in page.text
