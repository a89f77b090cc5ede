"""Lessons as their list needs them."""

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from planner.choices import LessonState
from planner.db import db
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.outcomes.lesson_filtering import LessonFilter
from planner.outcomes.models import Lesson

KEYS = (SortKey(Lesson.identified_on, True), SortKey(Lesson.id, True))


def filtered_lessons(wanted: LessonFilter) -> Select[Lesson]:
    """Return the lessons that a filter lets through."""
    return select(Lesson).where(*wanted.conditions(None))


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
    return list(db.session.scalars(ordered(statement, KEYS)))


def state_counts() -> dict[LessonState, int]:
    """Count the lessons of every state in one go."""
    states = tuple(LessonState)
    sums = [func.sum(case((Lesson.state == state, 1), else_=0)) for state in states]
    row = db.session.execute(select(*sums).select_from(Lesson)).one()
    return {state: int(number or 0) for state, number in zip(states, row, strict=True)}
