"""The coverage page: what it counts, what its numbers open, what it keeps to itself."""

from datetime import date

import pytest

from planner.choices import EventState, Marking
from planner.reports import views  # noqa: F401
from tests.factories import (
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
    make_verified_outcome,
)

YEAR = "/reports/coverage?period=2030"
BASELINE = {"baseline_starts_on": date(2030, 2, 4), "baseline_ends_on": date(2030, 2, 6)}


@pytest.fixture
def trust():
    """An objective that wants three events with France: one held, backed; one ahead."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    objective = make_objective(name="Trust between forces")
    make_requirement(objective, "FR", 2030, 3)
    held = make_event(["AU", "FR", "ID"], [objective], state=EventState.REPORTED, **BASELINE)
    make_verified_outcome(objective=objective, events=[held])
    make_event(
        ["FR"], [objective], date(2030, 12, 4), state=EventState.APPROVED,
        baseline_starts_on=date(2030, 12, 4), baseline_ends_on=date(2030, 12, 6),
    )
    return objective


def test_shows_executed_of_required_with_the_outcome_and_the_reason(client_as, trust):
    page = client_as("viewer").get(YEAR)
    assert page.status == 200
    assert "Trust between forces" in page.text
    assert "1 / 3 ●" in page.text
    assert "1 of 3 required held" in page.text
