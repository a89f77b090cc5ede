"""What of outcomes a viewer may see: those of whose events none is hidden from them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, select

from planner.events.visibility import visible_event_ids
from planner.outcomes.models import Outcome, outcome_event
from planner.viewers import Viewer, restrict


@restrict(Outcome)
def visible_outcomes(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow outcomes: an outcome may tell of any event it came from, so all must be visible."""
    if not viewer.sees_content:
        return false()
    of_outcome = outcome_event.c.outcome_id == entity.id
    from_hidden = exists(
        select(outcome_event.c.event_id).where(
            of_outcome, outcome_event.c.event_id.not_in(visible_event_ids(viewer))
        )
    )
    has_event = exists(select(outcome_event.c.event_id).where(of_outcome))
    return and_(has_event, ~from_hidden)
