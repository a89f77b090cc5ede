"""Which outcomes back what an event was for (METRICS M11)."""

from sqlalchemy import ColumnElement, and_

from planner.choices import OutcomeSign
from planner.outcomes.models import Outcome, outcome_event

ENOUGH_STRENGTH = 2

came_from = outcome_event.alias("came_from")


def backs() -> ColumnElement[bool]:
    """Return the condition on an outcome: verified, positive, strength 2 or more (M11)."""
    return and_(
        Outcome.verified_by_id.is_not(None),
        Outcome.sign == OutcomeSign.POSITIVE,
        Outcome.strength >= ENOUGH_STRENGTH,
    )
