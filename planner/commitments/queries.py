"""Promises as pages, files and reports need them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from planner.accounts.models import User
from planner.choices import PromisedBy
from planner.commitments.filtering import CommitmentFilter
from planner.commitments.lines import PromiseLine, line_of_commitment, line_of_follow_up
from planner.commitments.models import Commitment
from planner.commitments.promised_queries import PROMISED
from planner.db import db
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.outcomes.models import FollowUp
from planner.participants.models import Person

KEYS = (SortKey(PROMISED.due_on), SortKey(PROMISED.source), SortKey(PROMISED.key))
NAMED = (PROMISED.due_on, PROMISED.source, PROMISED.key)
MOST_PEOPLE = 500
"""People offered at once: those of one nation, by name."""


def promise_page(
    wanted: CommitmentFilter,
    today: date,
    *,
    after: Key | None,
    before: Key | None,
    size: int = PAGE,
) -> Slice[PromiseLine]:
    """Return one page of promises by due day, with their number in all."""
    statement = select(*NAMED).where(*wanted.conditions(today))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery()))
    rows = db.session.execute(page_statement(statement, KEYS, size, after, before)).all()
    page = slice_of(rows, tuple, size, after, before, total)
    return Slice(lines_of(page.items), page.next_key, page.previous_key, total)


def all_promises(wanted: CommitmentFilter, today: date) -> list[PromiseLine]:
    """Return every promise that a filter lets through, by due day."""
    return promises_where(*wanted.conditions(today))


def promises_where(*conditions: ColumnElement[bool], limit: int | None = None) -> list[PromiseLine]:
    """Return the promises that meet conditions on `PROMISED`, by due day."""
    statement = ordered(select(*NAMED).where(*conditions), KEYS).limit(limit)
    return lines_of(db.session.execute(statement).all())


def lines_of(named: Sequence[Any]) -> list[PromiseLine]:
    """Return the lines of promises that are named by due day, source and key, in that order."""
    keys: dict[str, list[int]] = {"commitment": [], "follow_up": []}
    for _due_on, source, key in named:
        keys[source].append(key)
    found = {
        ("commitment", row.id): line_of_commitment(row) for row in commitments(keys["commitment"])
    } | {("follow_up", row.id): line_of_follow_up(row) for row in follow_ups(keys["follow_up"])}
    return [found[source, key] for _due_on, source, key in named]


def commitments(keys: Iterable[int]) -> Sequence[Commitment]:
    """Return commitments by their keys, with what a line shows of them."""
    return in_parts(
        keys,
        lambda some: (
            select(Commitment)
            .where(Commitment.id.in_(some))
            .options(
                joinedload(Commitment.organisation),
                joinedload(Commitment.made_at),
                *names_of(joinedload(Commitment.owner)),
            )
        ),
    )


def follow_ups(keys: Iterable[int]) -> Sequence[FollowUp]:
    """Return follow-ups by their keys, with what a line shows of them."""
    return in_parts(
        keys,
        lambda some: (
            select(FollowUp)
            .where(FollowUp.id.in_(some))
            .options(
                joinedload(FollowUp.event),
                joinedload(FollowUp.promised_organisation),
                *names_of(joinedload(FollowUp.owner)),
            )
        ),
    )


def names_of(owner: Any) -> tuple[Any, ...]:
    """Return what loads an owner by name alone."""
    return (owner.lazyload(User.grants), owner.lazyload(User.nations))


BATCH = 500


def in_parts(keys: Iterable[int], made: Any) -> list[Any]:
    """Return the rows of keys, so many at a time: a database takes no endless list."""
    found: list[Any] = []
    whole = list(keys)
    for start in range(0, len(whole), BATCH):
        found += db.session.scalars(made(whole[start : start + BATCH])).all()
    return found


def promises_of_event(event_id: int) -> list[PromiseLine]:
    """Return the commitments that were made at an event."""
    return promises_where(PROMISED.source == "commitment", PROMISED.event_id == event_id)


def open_promises(*conditions: ColumnElement[bool]) -> list[PromiseLine]:
    """Return what is still to be kept, of either side, the first due first."""
    return promises_where(PROMISED.state == "open", *conditions)


def of_nation(code: str) -> ColumnElement[bool]:
    """Return the condition that a promise is between us and a nation."""
    return PROMISED.nation_code == code


def own_rows() -> ColumnElement[bool]:
    """Return the condition that a promise is a commitment, and no follow-up of an event."""
    return PROMISED.source == "commitment"


def around_person(person: Person) -> ColumnElement[bool]:
    """Return the condition that a promise was given to or by a person or their organisation."""
    theirs = select(Commitment.id).where(Commitment.person_id == person.id)
    whom: list[ColumnElement[bool]] = [and_(own_rows(), PROMISED.key.in_(theirs))]
    if person.organisation_id is not None:
        whom.append(PROMISED.organisation_id == person.organisation_id)
    return or_(*whom)


def of_side(side: PromisedBy) -> ColumnElement[bool]:
    """Return the condition that a promise is one of ours, or of theirs."""
    return PROMISED.promised_by == side.value


def people_offered(code: str | None, keep: int | None = None) -> dict[str, str]:
    """Return the people of a nation to choose from, by name, and the one to keep."""
    statement = select(Person.id, Person.rank, Person.name).where(
        or_(Person.nation_code == code, Person.id == keep)
    )
    rows = db.session.execute(statement.order_by(Person.name_key, Person.id).limit(MOST_PEOPLE))
    return {str(key): f"{rank} {name}".strip() for key, rank, name in rows}
