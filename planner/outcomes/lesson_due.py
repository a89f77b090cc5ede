"""When a lesson has stood in its state for too long.

DOMAIN 2 wants lessons closed 180 days after; the states before share that time.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_

from planner.choices import LessonState
from planner.days import days_after
from planner.events.mine import is_mine
from planner.outcomes.models import Lesson
from planner.viewers import Viewer

DAYS = {
    LessonState.OBSERVED: 30,
    LessonState.IDENTIFIED: 60,
    LessonState.ASSIGNED: 120,
    LessonState.IMPLEMENTED: 180,
}
"""By how many days after it was observed a lesson should have left each state."""


def leaves_by(lesson: Lesson) -> date:
    """Return the day by which a lesson should have moved on; of one that is learned, its last."""
    days = DAYS.get(lesson.state, DAYS[LessonState.IMPLEMENTED])
    return lesson.identified_on + timedelta(days=days)


def due_day() -> Any:
    """Return the same day as the database counts it."""
    return case(
        *(
            (Lesson.state == state, days_after(Lesson.identified_on, days))
            for state, days in DAYS.items()
        )
    )


def is_unlearned() -> ColumnElement[bool]:
    """Return the condition that a lesson has not come to its end."""
    return Lesson.state != LessonState.VALIDATED


def moves_it(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that the viewer moves a lesson on: its owner, or that of its event."""
    if not viewer.may("report"):
        return false()
    of_event = and_(Lesson.owner_id.is_(None), Lesson.event.has(is_mine(viewer)))
    return or_(Lesson.owner_id == viewer.user_id, of_event)
