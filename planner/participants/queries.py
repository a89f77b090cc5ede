"""What is asked about people; the session narrows every answer to what the viewer may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, literal, select
from sqlalchemy.orm import joinedload

from planner.db import Base, db
from planner.history.models import HistoryEntry
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.participants.filtering import PersonFilter
from planner.participants.models import Person

SUGGESTIONS = 8


def filtered_people(people: PersonFilter) -> Select[Person]:
    """Return the people that fit a filter, with what a list shows of them."""
    statement = select(Person).options(joinedload(Person.organisation))
    return statement.where(*people.conditions(None))


def people_page(
    people: PersonFilter, after: Key | None = None, before: Key | None = None, size: int = PAGE
) -> Slice[Person]:
    """Return one page of people by name."""
    statement = filtered_people(people)
    total = people_total(people)
    keys = (SortKey(Person.name_key), SortKey(Person.id))
    rows = db.session.scalars(page_statement(statement, keys, size, after, before)).all()
    return slice_of(rows, lambda row: (row.name_key, row.id), size, after, before, total)


def people_total(people: PersonFilter) -> int:
    """Count the people that fit a filter."""
    found = filtered_people(people).with_only_columns(Person.id).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def all_people(people: PersonFilter) -> Sequence[Person]:
    """Return everybody who fits a filter, by name: what a file holds."""
    statement = filtered_people(people).order_by(Person.name_key, Person.id)
    return db.session.scalars(statement).all()


def suggested_people(words: str, nation: str = "") -> Sequence[Person]:
    """Return a few people whose names begin like the words typed so far."""
    statement = filtered_people(PersonFilter(words, nation))
    return db.session.scalars(
        statement.order_by(Person.name_key, Person.id).limit(SUGGESTIONS)
    ).all()


def is_in_use(person: Person) -> bool:
    """Say whether any row points at the person and does not go with them, whoever may see it."""
    target: Any = Person.__table__
    return any(
        db.session.scalar(select(exists(select(literal(1)).where(link.parent == person.id))))
        for table in Base.metadata.sorted_tables
        for link in table.foreign_keys
        if link.column.table is target and link.ondelete != "CASCADE"
    )


def was_viewed(person_id: int, user_id: int | None, since: datetime) -> bool:
    """Say whether the history holds that the user read a person's details since a moment."""
    reading = select(HistoryEntry.id).where(
        HistoryEntry.subject_kind == "person",
        HistoryEntry.subject_id == str(person_id),
        HistoryEntry.verb == "viewed",
        HistoryEntry.by_id == user_id,
        HistoryEntry.at >= since,
    )
    return bool(db.session.scalar(select(exists(reading))))
