"""Which lessons were applied on which events, as far as the viewer sees both."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import AppliedLesson, Lesson


def application_of(lesson: Lesson, event: Event) -> AppliedLesson | None:
    """Return the note that a lesson was applied on an event."""
    return db.session.scalar(
        select(AppliedLesson).where(
            AppliedLesson.lesson_id == lesson.id, AppliedLesson.event_id == event.id
        )
    )


def applied_on(event: Event) -> list[Lesson]:
    """Return the lessons that were applied on an event, in the order they were noted."""
    return list(
        db.session.scalars(
            select(Lesson)
            .join(AppliedLesson, AppliedLesson.lesson_id == Lesson.id)
            .where(AppliedLesson.event_id == event.id)
            .options(joinedload(Lesson.event))
            .order_by(AppliedLesson.noted_at, AppliedLesson.id)
        )
    )


def events_applying(lesson: Lesson) -> Sequence[Event]:
    """Return the events on which a lesson was applied, the latest first."""
    return db.session.scalars(
        select(Event)
        .join(AppliedLesson, AppliedLesson.event_id == Event.id)
        .where(AppliedLesson.lesson_id == lesson.id)
        .order_by(Event.sort_on.desc(), Event.id.desc())
    ).all()


def times_applied(lesson_ids: Collection[int]) -> dict[int, int]:
    """Return on how many events each lesson was applied, by its id; none where on none."""
    rows = db.session.execute(
        select(AppliedLesson.lesson_id, func.count(AppliedLesson.id))
        .where(AppliedLesson.lesson_id.in_(lesson_ids))
        .group_by(AppliedLesson.lesson_id)
    )
    return {row[0]: row[1] for row in rows}
