"""Who sees a commitment: who works with its nation, up to its marking.

One that was made at an event, or is part of an outcome, tells of it: it is hidden with it.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from planner.commitments.models import Commitment
from planner.events.visibility import on_visible_event, still_seen
from planner.outcomes.models import Outcome
from planner.outcomes.visibility import visible_outcomes
from planner.viewers import Viewer, restrict

outcome_table: Any = Outcome.__table__


@restrict(Commitment)
def visible_commitments(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow commitments to nations in scope, the ceiling, and events and outcomes seen."""
    if not viewer.sees_content:
        return false()
    of = outcome_table.alias("outcome_promised")
    of_seen = exists(
        select(of.c.id).where(of.c.id == entity.outcome_id, visible_outcomes(viewer, of.c))
    )
    conditions = [
        entity.marking <= viewer.ceiling,
        or_(entity.made_at_id.is_(None), on_visible_event(viewer, entity.made_at_id)),
        or_(entity.outcome_id.is_(None), of_seen),
    ]
    if viewer.nations is not None:
        conditions.append(entity.nation_code.in_(sorted(viewer.nations)))
    return and_(*conditions)


still_seen("commitment", Commitment.__table__, visible_commitments)
