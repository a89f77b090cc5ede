"""Counts of events by row and column of a matrix, grouped by the database."""

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import CTE, ColumnElement, Select, case, distinct, func, null, select, union_all

from planner.db import db
from planner.events.measures import event_nation, has_share, link, nation, total_weight
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.reports.backing import is_backed
from planner.reports.scope import Scope

Rows = Literal["objective", "line"]
Across = Literal["nation", "quarter", "kind"]
Key = int | str | None
Counts = dict[tuple[Key, Key], int]
"""By (row, column); None stands for “all of them”, counted as distinct events."""

objective = Objective.__table__
DAY = {
    "executed": Event.actual_ends_on,
    "outcome-backed": Event.actual_ends_on,
    "unlinked": Event.actual_ends_on,
    "planned": Event.baseline_starts_on,
    "ahead": Event.starts_on,
}
"""The day by which a measure belongs to a period."""


def counted(scope: Scope, measure: str, rows: Rows, across: Across) -> Counts:
    """Return how many distinct events a measure counts in each cell, row, column and in all.

    One statement: an event with two partners is in two cells of its row and once in the
    row's total. Rows are objectives with u(e,o) ≥ 0.1, columns partner nations, quarters
    or kinds.
    """
    chosen = events_of(scope, measure, across)
    parts = [
        cells(scope, measure, chosen, rows, across),
        row_totals(scope, measure, chosen, rows),
        column_totals(scope, chosen, across),
        select(null(), null(), func.count()).select_from(chosen),
    ]
    return {(row, column): number for row, column, number in db.session.execute(union_all(*parts))}


def events_of(scope: Scope, measure: str, across: Across) -> CTE:
    """Return the events of a measure with the column they belong to and their total weight.

    Materialised, so that both databases choose the events once and join from them.
    """
    column: ColumnElement[Any] = null()
    if across == "kind":
        column = Event.kind  # type: ignore[assignment]
    if across == "quarter":
        quarters = enumerate(scope.period.quarters)
        column = case(*((DAY[measure] <= quarter.last, index) for index, quarter in quarters))
    chosen = select(
        Event.id.label("event_id"),
        column.label("across"),
        total_weight(Event.id).label("total"),
    )
    return chosen.where(scope.counts(measure)).cte("chosen").prefix_with("MATERIALIZED")


def row_of(rows: Rows) -> Any:
    """Return the column that a row stands for."""
    return link.c.objective_id if rows == "objective" else objective.c.line_id


def linked(scope: Scope, measure: str, chosen: CTE, rows: Rows) -> Select[Any]:
    """Return the chosen events beside the objectives that they serve."""
    statement = select().join_from(chosen, link, link.c.event_id == chosen.c.event_id)
    if rows == "line":
        statement = statement.join(objective, objective.c.id == link.c.objective_id)
    if scope.objective_ids:
        statement = statement.where(link.c.objective_id.in_(scope.objective_ids))
    if measure == "outcome-backed":
        statement = statement.where(is_backed())
    return statement.where(has_share(total=chosen.c.total))


def with_partners(statement: Select[Any], scope: Scope, chosen: CTE) -> Select[Any]:
    """Join the partner nations; own nation never is one."""
    own = select(nation.c.code).where(nation.c.is_own)
    statement = statement.join(event_nation, event_nation.c.event_id == chosen.c.event_id)
    if scope.nation_codes:
        statement = statement.where(event_nation.c.nation_code.in_(scope.nation_codes))
    return statement.where(event_nation.c.nation_code.not_in(own))


def number_of(chosen: CTE, rows: Rows) -> Any:
    """Return the count: an event may serve two objectives of one line, and counts once."""
    return func.count() if rows == "objective" else func.count(distinct(chosen.c.event_id))


def cells(scope: Scope, measure: str, chosen: CTE, rows: Rows, across: Across) -> Select[Any]:
    """Return row, column and number of each cell."""
    statement = linked(scope, measure, chosen, rows)
    column = chosen.c.across
    if across == "nation":
        statement, column = with_partners(statement, scope, chosen), event_nation.c.nation_code
    row = row_of(rows)
    return statement.add_columns(row, column, number_of(chosen, rows)).group_by(row, column)


def row_totals(scope: Scope, measure: str, chosen: CTE, rows: Rows) -> Select[Any]:
    """Return row, nothing and number of each row."""
    row = row_of(rows)
    statement = linked(scope, measure, chosen, rows)
    return statement.add_columns(row, null(), number_of(chosen, rows)).group_by(row)


def column_totals(scope: Scope, chosen: CTE, across: Across) -> Select[Any]:
    """Return nothing, column and number of each column."""
    statement, column = select().select_from(chosen), chosen.c.across
    if across == "nation":
        statement, column = with_partners(statement, scope, chosen), event_nation.c.nation_code
    return statement.add_columns(null(), column, func.count()).group_by(column)


def number(scope: Scope, measure: str) -> int:
    """Return how many events a measure counts in the scope."""
    return numbers(scope, (measure,))[measure]


def numbers(scope: Scope, measures: Iterable[str]) -> dict[str, int]:
    """Return how many events each measure counts in the scope, in one statement."""
    names = list(measures)
    parts = [
        select(func.count(Event.id)).where(scope.counts(name)).scalar_subquery() for name in names
    ]
    row = db.session.execute(select(*parts)).one()
    return dict(zip(names, row, strict=True))
