"""Outcomes, reports, lessons and media items as pages need them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from planner.choices import Marking, OutcomeSign
from planner.db import db
from planner.events.models import Event
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.outcomes.filtering import OutcomeFilter, from_event, with_nations
from planner.outcomes.models import AfterActionReport, Lesson, MediaItem, Outcome, outcome_event

OUTCOME_KEYS = (SortKey(Outcome.seen_on, True), SortKey(Outcome.id, True))
SHORT = 5


def whole(statement: Select[Outcome]) -> Select[Outcome]:
    """Load with outcomes what a page shows of them."""
    return statement.options(
        joinedload(Outcome.objective),
        joinedload(Outcome.author),
        joinedload(Outcome.verified_by),
        selectinload(Outcome.events),
    )


def filtered_outcomes(wanted: OutcomeFilter) -> Select[Outcome]:
    """Return the outcomes that a filter lets through."""
    return select(Outcome).where(*wanted.conditions(None))


def outcome_page(
    wanted: OutcomeFilter, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Outcome]:
    """Return one page of outcomes, newest first, with their number in all."""
    statement = filtered_outcomes(wanted)
    total = count(statement)
    rows = db.session.scalars(
        whole(page_statement(statement, OUTCOME_KEYS, size, after, before))
    ).all()
    return slice_of(rows, lambda row: (row.seen_on, row.id), size, after, before, total)


def count(statement: Select[Any]) -> int:
    """Return how many rows a statement finds."""
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0


def all_outcomes(wanted: OutcomeFilter) -> list[Outcome]:
    """Return every outcome that a filter lets through, newest first."""
    statement = whole(filtered_outcomes(wanted))
    return list(
        db.session.scalars(statement.order_by(Outcome.seen_on.desc(), Outcome.id.desc())).all()
    )


def outcomes_of(event: Event) -> list[Outcome]:
    """Return the outcomes that came from an event, newest first."""
    return newest_outcomes(from_event(Event.id == event.id))


def outcomes_of_objective(objective_id: int, limit: int = 20) -> list[Outcome]:
    """Return the newest outcomes against an objective."""
    return newest_outcomes(Outcome.objective_id == objective_id, limit)


def outcomes_with(code: str, limit: int = SHORT) -> list[Outcome]:
    """Return the newest outcomes of events with a nation."""
    return newest_outcomes(with_nations([code]), limit)


def newest_outcomes(condition: Any, limit: int | None = None) -> list[Outcome]:
    """Return the newest outcomes that meet a condition."""
    ordered = select(Outcome).where(condition).order_by(Outcome.seen_on.desc(), Outcome.id.desc())
    return list(db.session.scalars(whole(ordered.limit(limit))))


def strengths_of(objective_id: int) -> dict[tuple[OutcomeSign, int], int]:
    """Count the outcomes against an objective by sign and strength."""
    rows = db.session.execute(
        select(Outcome.sign, Outcome.strength, func.count())
        .where(Outcome.objective_id == objective_id)
        .group_by(Outcome.sign, Outcome.strength)
    )
    return {(sign, strength): number for sign, strength, number in rows}


def report_of(event: Event) -> AfterActionReport | None:
    """Return the after-action report of an event, if one was filed."""
    return db.session.scalar(
        select(AfterActionReport)
        .where(AfterActionReport.event_id == event.id)
        .options(joinedload(AfterActionReport.author))
    )


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


def highest(events: Iterable[Event]) -> Marking | None:
    """Return the highest marking of some events; None when there is none."""
    return max((event.marking for event in events), default=None)


def last_day(event: Event) -> date | None:
    """Return the last day of an event as far as it is known."""
    return event.actual_ends_on or event.ends_on


def told_of(event: Event) -> tuple[AfterActionReport, dict[str, int]] | None:
    """Return an event's report with the numbers of what was told beside it; None without one.

    Outcomes count whoever may see them: an event is not reported without those of others.
    """
    of_event = select(func.count(outcome_event.c.outcome_id)).where(
        outcome_event.c.event_id == event.id
    )
    row = db.session.execute(
        select(AfterActionReport, *numbers_beside(event, of_event)).where(
            AfterActionReport.event_id == event.id
        )
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
