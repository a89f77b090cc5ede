"""Outcomes, reports, lessons and media items as pages need them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from planner.choices import Marking, OutcomeSign
from planner.db import db
from planner.events.models import Event
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.outcomes.filtering import OutcomeFilter, from_event, with_nations
from planner.outcomes.models import Outcome
from planner.web.markings import Marked

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


def outcomes_agreeing(event: Event) -> list[Outcome]:
    """Return the outcomes of which an event is the draft that was made."""
    return newest_outcomes(Outcome.follow_on_id == event.id)


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


def highest(rows: Iterable[Marked]) -> Marking | None:
    """Return the highest marking of events, or of rows as they tell; None when there is none."""
    return max((row.marking for row in rows if row.marking is not None), default=None)


def last_day(event: Event) -> date | None:
    """Return the last day of an event as far as it is known."""
    return event.actual_ends_on or event.ends_on
