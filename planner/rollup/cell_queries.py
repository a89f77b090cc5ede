"""What the cells of the rollup hold: counts of measures by part of a time, objective, nation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from planner.db import Base
from planner.rollup.keeping import count_what_changed
from planner.rollup.models import RollupCell
from planner.rollup.parts import ANY_KIND, month_slot

CELL = Base.metadata.tables[RollupCell.__tablename__]
NO_TEXT = literal("", String)


@dataclass(frozen=True)
class AskedCells:
    """Which cells are asked for; an empty filter does not narrow."""

    measures: Collection[str]
    first: date
    """The first day of a month."""
    ends: Sequence[date]
    """The last days of the parts of the time, in order; each the last of a month."""
    today: date
    """Tells `ahead` from `unanswered`, which are both asked for as `approved`."""
    objectives: Collection[int] = ()
    nations: Collection[str] = ()
    kinds: Collection[str] = ()
    is_by_kind: bool = False

    @property
    def is_of_today(self) -> bool:
        """Say whether today lies in the time, so that its month is cut at the day."""
        return self.first <= self.today <= self.ends[-1] and "approved" in self.measures

    @property
    def part_of_today(self) -> int:
        """Return the place of the part in which today lies."""
        return next(at for at, last in enumerate(self.ends) if self.today <= last)


CellCounts = dict[tuple[str, int, str, int, str], tuple[int, ...]]
"""Counts by marking; by measure, part of the time, kind, objective and nation."""


def cell_counts(session: Session, asked: AskedCells) -> CellCounts:
    """Return the counts of cells, in one statement; what is pending is counted first.

    What is approved for the month of today comes as `ahead` as a whole; `passed` says for how
    much of it the day has passed.
    """
    count_what_changed(session)
    parts = by_month(asked)
    rows = union_all(parts, passed_by_day(asked)) if asked.is_of_today else parts
    told = rows.cte("told")
    part = told.c.part if len(asked.ends) > 1 else literal(0)
    kind = told.c.kind if asked.is_by_kind else NO_TEXT
    where = (told.c.measure, part, kind, told.c.objective_id, told.c.nation_code)
    # What is the same in all cells is not grouped by: it would be sorted by for nothing.
    varies = (one for one in where if isinstance(one, ColumnClause))
    counts = (told.c.public, told.c.official, told.c.official_sensitive)
    numbers = (cast(func.sum(column), BigInteger) for column in counts)
    statement = select(*where, *numbers).group_by(*varies)
    found = session.connection().execute(statement)
    return {tuple(row[:5]): tuple(row[5:]) for row in found}


def by_month(asked: AskedCells) -> Select[Any]:
    """Return the cells that are kept by month, each with its part of the time."""
    present = month_slot(asked.today)
    approved = CELL.c.measure == "approved"
    measure = case(
        (and_(approved, CELL.c.slot < present), "unanswered"),
        (approved, "ahead"),
        else_=CELL.c.measure,
    )
    part = case(*((CELL.c.slot <= month_slot(last), at) for at, last in enumerate(asked.ends)))
    within = CELL.c.slot.between(month_slot(asked.first), month_slot(asked.ends[-1]))
    return narrowed(asked, measure, part, CELL.c.measure.in_(asked.measures), within)


def passed_by_day(asked: AskedCells) -> Select[Any]:
    """Return what was approved for the days of this month that have passed."""
    until = (asked.today - timedelta(days=1)).toordinal()
    within = CELL.c.slot.between(asked.today.replace(day=1).toordinal(), until)
    is_by_day = CELL.c.measure == "approved-day"
    return narrowed(asked, literal("passed"), literal(asked.part_of_today), is_by_day, within)


def narrowed(asked: AskedCells, measure: Any, part: Any, *conditions: Any) -> Select[Any]:
    """Return cells under a measure and a part, narrowed to what is asked for."""
    kind = CELL.c.kind if asked.is_by_kind else NO_TEXT
    counts = (CELL.c.public, CELL.c.official, CELL.c.official_sensitive)
    statement = select(
        measure.label("measure"),
        part.label("part"),
        kind.label("kind"),
        CELL.c.objective_id,
        CELL.c.nation_code,
        *counts,
    ).where(*conditions)
    if asked.kinds:
        statement = statement.where(CELL.c.kind.in_(asked.kinds))
    elif asked.is_by_kind:
        statement = statement.where(CELL.c.kind != ANY_KIND)
    else:
        statement = statement.where(CELL.c.kind == ANY_KIND)
    if asked.objectives:
        statement = statement.where(CELL.c.objective_id.in_(asked.objectives))
    if asked.nations:
        statement = statement.where(CELL.c.nation_code.in_(asked.nations))
    return statement
