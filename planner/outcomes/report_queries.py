"""What was told of one event: its report, lessons, media, and their numbers."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.events.models import Event
from planner.outcomes.filtering import from_event
from planner.outcomes.models import AfterActionReport, Lesson, MediaItem, Outcome, outcome_event
from planner.viewers import EVERYTHING, acting_as


def report_of(event: Event) -> AfterActionReport | None:
    """Return the after-action report of an event, if one was filed."""
    return db.session.scalar(
        select(AfterActionReport)
        .where(AfterActionReport.event_id == event.id)
        .options(joinedload(AfterActionReport.author))
    )


def any_report_of(event: Event) -> AfterActionReport | None:
    """Return the report of an event for a rule, whoever may see it; never for a page.

    A marking of its own may hide it from those who see the event.
    """
    if (report := report_of(event)) or not has_report(event):
        return report
    with acting_as(db.session, EVERYTHING):
        return report_of(event)


def has_report(event: Event) -> bool:
    """Say whether an event has a report, whoever may see it: a table has no viewer."""
    table = AfterActionReport.__table__
    found = select(table.c.id).where(table.c.event_id == event.id)
    return db.session.scalar(found) is not None


def lessons_of(event: Event) -> list[Lesson]:
    """Return the lessons of an event in the order they were observed."""
    return list(
        db.session.scalars(
            select(Lesson)
            .where(Lesson.event_id == event.id)
            .options(joinedload(Lesson.owner))
            .order_by(Lesson.id)
        )
    )


def media_of(event: Event) -> list[MediaItem]:
    """Return the media items about an event, newest first."""
    return list(
        db.session.scalars(
            select(MediaItem)
            .where(MediaItem.event_id == event.id)
            .order_by(MediaItem.published_on.desc(), MediaItem.id.desc())
        )
    )


def told_of(event: Event) -> tuple[AfterActionReport, dict[str, int]] | None:
    """Return an event's report with the numbers of what was told beside it; None without one.

    The report and the outcomes count whoever may see them: an event is not reported without
    those of others.
    """
    of_event = select(func.count(outcome_event.c.outcome_id)).where(
        outcome_event.c.event_id == event.id
    )
    statement = select(AfterActionReport, *numbers_beside(event, of_event))
    with acting_as(db.session, EVERYTHING):
        row = db.session.execute(
            statement.where(AfterActionReport.event_id == event.id)
        ).one_or_none()
    return (row[0], numbered(row[1:])) if row else None


def seen_counts_of(event: Event) -> dict[str, int]:
    """Count the outcomes, lessons and media items of an event that the viewer may see."""
    of_event = select(func.count(Outcome.id)).where(from_event(Event.id == event.id))
    return numbered(db.session.execute(select(*numbers_beside(event, of_event))).one())


def numbers_beside(event: Event, outcomes: Select[Any]) -> list[ScalarSelect[Any]]:
    """Return the counts of what is told beside a report, as columns of one statement."""
    lessons = select(func.count(Lesson.id)).where(Lesson.event_id == event.id)
    media = select(func.count(MediaItem.id)).where(MediaItem.event_id == event.id)
    return [counted.scalar_subquery() for counted in (outcomes, lessons, media)]


def numbered(numbers: Iterable[int]) -> dict[str, int]:
    """Return the counts by what they count."""
    return dict(zip(("outcomes", "lessons", "media"), numbers, strict=True))
