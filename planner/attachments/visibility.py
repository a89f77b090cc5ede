"""What of attachments a viewer may see: with what each hangs on, and not marked too high.

Papers of a person are for those who see what is sensitive of that person.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from planner.attachments import moment_queries  # noqa: F401 - the history asks it for its moments
from planner.attachments.models import Attachment
from planner.events.visibility import on_visible_event, still_seen, visible_people
from planner.objectives.models import IndicatorUpdate
from planner.objectives.visibility import visible_updates
from planner.outcomes.models import Outcome
from planner.outcomes.visibility import visible_outcomes
from planner.participants.models import Person
from planner.viewers import Criterion, Viewer, restrict, within_ceiling

SENSITIVE = "edit_people"
"""The permission of those who see what is sensitive of a person."""


def on_seen(viewer: Viewer, key: Any, entity: Any, seen: Criterion) -> ColumnElement[bool]:
    """Return the condition on a column of keys that its row may be seen."""
    row = entity.__table__.alias(f"{entity.__tablename__}_held")
    return exists(select(row.c.id).where(row.c.id == key, seen(viewer, row.c)))


@restrict(Attachment)
def visible_attachments(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow attachments."""
    if not viewer.sees_content:
        return false()
    ways = [
        on_visible_event(viewer, entity.event_id),
        on_seen(viewer, entity.outcome_id, Outcome, visible_outcomes),
        on_seen(viewer, entity.indicator_update_id, IndicatorUpdate, visible_updates),
        entity.programme_id.is_not(None),
    ]
    if viewer.may(SENSITIVE):
        ways.append(on_seen(viewer, entity.person_id, Person, visible_people))
    return and_(within_ceiling(viewer, entity), or_(*ways))


still_seen("attachment", Attachment.__table__, visible_attachments)
