"""Which outcomes back what an event was for (METRICS M11)."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select

from planner.choices import OutcomeSign
from planner.events.models import Event
from planner.outcomes.models import Outcome, outcome_event

ENOUGH_STRENGTH = 2

came_from = outcome_event.alias("came_from")
# Tables: a class would bring the viewer’s criterion into the subquery a second time.
OUTCOME = Outcome.__table__
SOURCE, BEHIND = outcome_event.alias("source"), Event.__table__.alias("behind")
DISCARDED = BEHIND.c.discarded_at


def backs() -> ColumnElement[bool]:
    """Return the condition on an outcome: verified, positive, strength 2 or more (M11)."""
    return and_(
        Outcome.verified_by_id.is_not(None),
        Outcome.sign == OutcomeSign.POSITIVE,
        Outcome.strength >= ENOUGH_STRENGTH,
    )


def marking_told(*conditions: ColumnElement[bool]) -> Any:
    """Return the rank under which an outcome tells: its own marking, or its events' if higher.

    Null where the conditions on all its events, which may count their `DISCARDED`, do not hold.
    """
    highest = func.max(cast(BEHIND.c.marking, Integer))
    own = cast(OUTCOME.c.marking, Integer)
    marking = case((own > highest, own), else_=highest)
    return (
        select(case((and_(*conditions), marking)) if conditions else marking)
        .select_from(SOURCE.join(BEHIND, BEHIND.c.id == SOURCE.c.event_id))
        .where(SOURCE.c.outcome_id == OUTCOME.c.id)
        .correlate(OUTCOME)
        .scalar_subquery()
    )
