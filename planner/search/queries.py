"""What is found: rows of every kind that the viewer may see, those named so first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, false, func, select
from sqlalchemy.orm import selectinload

from planner.db import db
from planner.events.models import Event
from planner.keyset import Key, Slice, SortKey, check_keys, page_statement, slice_of
from planner.outcomes.models import FollowUp, Outcome
from planner.participants.models import Person
from planner.partners.models import Organisation
from planner.textsearch import matching_ids


@dataclass(frozen=True)
class Source:
    """A kind of row that is searched: its class, its order and what its line shows."""

    model: Any
    order: Any
    is_descending: bool = False
    loads: tuple[Any, ...] = ()


SOURCES: dict[str, Source] = {
    "event": Source(Event, Event.sort_on, True),
    "person": Source(Person, Person.name),
    "organisation": Source(Organisation, Organisation.name),
    "outcome": Source(
        Outcome, Outcome.seen_on, True, (selectinload(Outcome.events).load_only(Event.marking),)
    ),
    "follow_up": Source(
        FollowUp,
        FollowUp.due_on,
        True,
        (selectinload(FollowUp.event).load_only(Event.title, Event.marking),),
    ),
}


def found(
    kind: str, query: str, *, size: int, after: Key | None = None, before: Key | None = None
) -> Slice[Any]:
    """Return one page of a kind's rows that hold every word, with how many there are in all.

    Raises KeyMisfit for a key that is none of this kind's order.
    """
    source, ids = SOURCES[kind], matching_ids(kind, query)
    in_title = matching_ids(kind, query, in_title=True)
    rank = case((false() if in_title is None else source.model.id.in_(in_title), 0), else_=1)
    keys = [SortKey(rank), SortKey(source.order, source.is_descending), SortKey(source.model.id)]
    check_keys(keys, after, before)
    if ids is None:
        return Slice((), None, None, 0)
    statement = select(source.model, rank).where(source.model.id.in_(ids)).options(*source.loads)
    rows = db.session.execute(page_statement(statement, keys, size, after, before)).all()
    page: Slice[Any] = slice_of(
        rows,
        lambda row: (row[1], getattr(row[0], source.order.key), row[0].id),
        size,
        after,
        before,
        number_found(kind, query),
    )
    return Slice(_models(page.items), page.next_key, page.previous_key, page.total)


def _models(rows: Sequence[Any]) -> list[Any]:
    return [row[0] for row in rows]


def number_found(kind: str, query: str) -> int:
    """Return how many rows of a kind the viewer would find."""
    source, ids = SOURCES[kind], matching_ids(kind, query)
    if ids is None:
        return 0
    counted = select(func.count(source.model.id)).where(source.model.id.in_(ids))
    return db.session.scalar(counted) or 0
