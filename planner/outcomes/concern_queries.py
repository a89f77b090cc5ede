"""Concerns as their list and the page of an event need them."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.events.models import Event
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.outcomes.concern_filtering import ConcernFilter
from planner.outcomes.concern_models import Concern
from planner.outcomes.queries import count

KEYS = (SortKey(Concern.raised_on, True), SortKey(Concern.id, True))


def filtered_concerns(wanted: ConcernFilter, today: date) -> Select[Concern]:
    """Return the concerns that a filter lets through on a day of the office."""
    statement = select(Concern).where(*wanted.conditions(today))
    return statement.options(joinedload(Concern.event))


def concern_page(
    wanted: ConcernFilter, today: date, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Concern]:
    """Return one page of concerns, newest first, with their number in all."""
    statement = filtered_concerns(wanted, today)
    rows = db.session.scalars(page_statement(statement, KEYS, size, after, before))
    total = count(statement)
    return slice_of(rows.all(), lambda row: (row.raised_on, row.id), size, after, before, total)


def all_concerns(wanted: ConcernFilter, today: date) -> list[Concern]:
    """Return every concern that a filter lets through, newest first."""
    return list(db.session.scalars(ordered(filtered_concerns(wanted, today), KEYS)))


def concerns_of(event: Event) -> list[Concern]:
    """Return the concerns about an event, newest first."""
    statement = select(Concern).where(Concern.event_id == event.id)
    return list(db.session.scalars(ordered(statement, KEYS)))
