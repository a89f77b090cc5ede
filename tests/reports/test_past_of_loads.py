"""What was loaded at once is told as of a past day by the moments that its rows name."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from planner.choices import EventState, FollowUpState, Role
from planner.db import db
from planner.events.models import Transition
from planner.history.actions import record, without_history
from planner.objectives.models import IndicatorTarget, IndicatorUpdate
from tests.factories import (
    make_event,
    make_follow_up,
    make_indicator,
    make_nation,
    make_objective,
    make_own_nation,
    make_report,
    make_requirement,
    make_user,
    make_verified_outcome,
)
from tests.reports.test_past import REPORTS, file_of, lines_of

SAVED = datetime(2030, 7, 1, 12, tzinfo=UTC)
LOADED = SAVED + timedelta(days=150)
DAY = "as-of=2030-07-01"
YEAR = "period=2030"


def moved(event, state, at, came_from):
    db.session.add(Transition(event_id=event.id, from_state=came_from, to_state=state, at=at))
    db.session.flush()


@pytest.fixture
def early(clock_at):
    """Load what there was on the first of July: an event held, one approved, one planned."""
    clock_at(SAVED)
    before = SAVED - timedelta(days=90)
    with without_history(db.session):
        make_own_nation("AU")
        make_nation("FR", is_partner=True)
        own = make_objective(code="P1", outcome_window_days=10)
        own.line.plan.starts_on, own.line.plan.ends_on = date(2030, 1, 1), date(2030, 12, 31)
        make_requirement(own, "FR", 2030, 3)
        given = {"created_at": before, "participants_actual": 9}
        held = make_event(["FR"], [own], date(2030, 5, 2), 2, state=EventState.EXECUTED, **given)
        ahead = make_event(["FR"], [own], date(2030, 9, 2), 2, state=EventState.APPROVED, **given)
        drawn = make_event(["FR"], [own], date(2030, 10, 2), 2, state=EventState.PLANNED, **given)
        for event, state in ((held, "executed"), (ahead, "approved"), (drawn, "planned")):
            moved(event, EventState(state), before, EventState.CONCEPT)
        promise = make_follow_up(held, make_user(), due_on=date(2030, 6, 1), created_at=before)
        value = make_indicator(own, baseline=Decimal(0))
        year = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
        value.targets = [IndicatorTarget(value=Decimal(10), **year)]
    record("imported", "event", label="All of it")
    db.session.commit()
    return held, ahead, drawn, promise, value


def load_the_rest(held, ahead, drawn, promise, value):
    """Let the load hold what came after the first of July too."""
    chief = make_user([Role.APPROVER])
    after = SAVED + timedelta(days=70)
    with without_history(db.session):
        ahead.state = EventState.REPORTED
        ahead.actual_starts_on, ahead.actual_ends_on = ahead.starts_on, ahead.ends_on
        moved(ahead, EventState.EXECUTED, after, EventState.APPROVED)
        moved(ahead, EventState.REPORTED, after + timedelta(days=9), EventState.EXECUTED)
        make_report(ahead, reported_on=date(2030, 9, 20))
        drawn.state = EventState.APPROVED
        drawn.baseline_starts_on, drawn.baseline_ends_on = drawn.starts_on, drawn.ends_on
        drawn.baselined_at = after
        moved(drawn, EventState.APPROVED, after, EventState.PLANNED)
        make_report(held, reported_on=date(2030, 8, 1))
        served = held.links[0].objective
        make_verified_outcome(objective=served, events=[held], seen_on=date(2030, 8, 3))
        promise.state, promise.closed_on = FollowUpState.DONE, date(2030, 7, 9)
        known = {"seen_on": date(2030, 9, 1), "value": Decimal(7), "created_at": SAVED}
        checked = {"verified_by": chief, "verified_at": after}
        value.updates = [IndicatorUpdate(**known, **checked)]
    db.session.commit()


@pytest.mark.parametrize("report", REPORTS)
def test_what_came_later_in_a_load_is_taken_back(early, client_as, clock_at, report):
    client = client_as("approver")
    saved = file_of(client, report, YEAR)
    load_the_rest(*early)
    clock_at(LOADED)
    again = client_as("approver", user=client.user)
    assert lines_of(file_of(again, report, f"{YEAR}&{DAY}")) == lines_of(saved)
    assert lines_of(file_of(again, report, YEAR)) != lines_of(saved), "today it is another"


def test_a_load_is_told_step_by_step(early, client_as, clock_at):
    """By the middle of September the second event was held, by the first of July it was not."""
    load_the_rest(*early)
    clock_at(LOADED)
    client = client_as("approver")
    on = {
        day: lines_of(file_of(client, "overview", f"{YEAR}&as-of={day}"))
        for day in ("2030-07-01", "2030-09-15", "2030-11-01")
    }
    assert len({tuple(lines) for lines in on.values()}) == 3


def test_an_event_loaded_without_its_moves_was_approved_until_it_was_held(
    early, client_as, clock_at
):
    ahead = early[1]
    client = client_as("approver")
    saved = file_of(client, "coverage", YEAR)
    with without_history(db.session):
        ahead.state = EventState.EXECUTED
        ahead.actual_starts_on, ahead.actual_ends_on = ahead.starts_on, ahead.ends_on
    db.session.commit()
    clock_at(LOADED)
    again = client_as("approver", user=client.user)
    assert lines_of(file_of(again, "coverage", f"{YEAR}&{DAY}")) == lines_of(saved)
    assert lines_of(file_of(again, "coverage", YEAR)) != lines_of(saved)
