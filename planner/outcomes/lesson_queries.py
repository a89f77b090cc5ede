"""Lessons as their list needs them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from planner.choices import EventKind, LessonState
from planner.db import db
from planner.events.models import Event, EventNation
from planner.events.release.queries import may_go_to
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.outcomes.filtering import hashable
from planner.outcomes.models import Lesson
from planner.text.textsearch import holding

KEYS = (SortKey(Lesson.identified_on, True), SortKey(Lesson.id, True))


@dataclass(frozen=True)
class LessonFilter:
    """Which lessons are wanted; an empty part does not narrow."""

    q: str = ""
    state: tuple[LessonState, ...] = ()
    nation: tuple[str, ...] = ()
    kind: tuple[EventKind, ...] = ()
    owner: tuple[int, ...] = ()
    releasable: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Return the filter of a filter form's values."""
        return cls(**hashable({name: value for name, value in values.items() if value}))


def filtered_lessons(wanted: LessonFilter) -> Select[Lesson]:
    """Return the lessons that a filter lets through."""
    conditions: list[Any] = []
    if wanted.q:
        conditions.append(holding("lesson", Lesson.id, wanted.q))
    if wanted.state:
        conditions.append(Lesson.state.in_(wanted.state))
    if wanted.owner:
        conditions.append(Lesson.owner_id.in_(wanted.owner))
    if wanted.releasable:
        may_go = select(Event.id).where(*may_go_to(wanted.releasable))
        conditions.append(Lesson.event_id.in_(may_go))
    if wanted.kind:
        of_kind = select(Event.id).where(Event.kind.in_(wanted.kind))
        conditions.append(Lesson.event_id.in_(of_kind))
    if wanted.nation:
        with_nation = select(EventNation.event_id).where(EventNation.nation_code.in_(wanted.nation))
        conditions.append(Lesson.event_id.in_(with_nation))
    return select(Lesson).where(*conditions)


def whole(statement: Select[Lesson]) -> Select[Lesson]:
    """Load with lessons what a page shows of them."""
    return statement.options(joinedload(Lesson.event), joinedload(Lesson.owner))


def lesson_page(
    wanted: LessonFilter, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Lesson]:
    """Return one page of lessons, newest first, with their number in all."""
    statement = filtered_lessons(wanted)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery()))
    rows = db.session.scalars(whole(page_statement(statement, KEYS, size, after, before)))
    return slice_of(rows.all(), lambda row: (row.identified_on, row.id), size, after, before, total)


def all_lessons(wanted: LessonFilter) -> list[Lesson]:
    """Return every lesson that a filter lets through, newest first."""
    statement = whole(filtered_lessons(wanted))
    return list(db.session.scalars(statement.order_by(Lesson.identified_on.desc(), Lesson.id)))


def state_counts() -> dict[LessonState, int]:
    """Count the lessons of every state in one go."""
    states = tuple(LessonState)
    sums = [func.sum(case((Lesson.state == state, 1), else_=0)) for state in states]
    row = db.session.execute(select(*sums).select_from(Lesson)).one()
    return {state: int(number or 0) for state, number in zip(states, row, strict=True)}
