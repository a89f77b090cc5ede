"""Which events each measure counts, and the matrix of coverage, beside plain rows (M5 to M10)."""

from collections.abc import Iterator

from sqlalchemy import select

from planner.db import db
from planner.events.models import Event
from planner.reports.choice import matrix_rows
from planner.reports.measures.counts import OTHER
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.execution import breadth
from planner.reports.measures.scope import Scope
from planner.reports.measures.totals import numbers
from planner.reports.plain import wanted
from planner.reports.plain.differences import Difference, between, whether
from planner.reports.plain.measures import plain_events
from planner.reports.plain.rows import PlainRows

MATRIX = ("executed", "planned", "outcome-backed", "ahead")


def counted_events(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare the events of each measure one by one, then the number that pages show."""
    a, b = scope.period.first, scope.period.last
    plain = dict(plain_events(rows, a, b, scope.today))
    told = numbers(scope, plain)
    titles = {event["id"]: event["title"] for event in rows.events}
    for name, events in plain.items():
        listed = set(db.session.scalars(select(Event.id).where(scope.counts(name))))
        for key in sorted(listed ^ events.keys()):
            of = f"event {key} “{titles.get(key, '')}”"
            yield Difference(f"Measure “{name}”", of, key in listed, key in events)
        if told[name] != len(events):
            yield Difference(f"Number of “{name}”", "all", told[name], len(events))


def covered(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M7, and every cell of the matrix by objective and partner: counts, M8, M9, M10."""
    broad = breadth(scope, [one.id for one in objectives_of(scope)])
    plain = wanted.breadth(rows, scope.period.first, scope.period.last)
    yield from whether("M7 breadth", (broad.numerator, broad.denominator), plain)
    found = coverage(scope, matrix_rows(objectives_of(scope), "objective"))
    yield from cells(rows, scope, found)
    if found.figures[None, None].wanted is not None:
        yield from requirements(rows, scope, found)


def cells(rows: PlainRows, scope: Scope, found: Coverage) -> Iterator[Difference]:
    """Compare planned, executed, backed and ahead of each cell and total."""
    a, b = scope.period.first, scope.period.last
    own = {row.key for row in found.rows if row.key != OTHER}
    told = {
        cell: (one.executed, one.planned, one.backed, one.ahead)
        for cell, one in found.figures.items()
    }
    parts = [
        wanted.cells(
            rows, name, a, b, scope.today, rows.partners, lambda key: key if key in own else OTHER
        )
        for name in MATRIX
    ]
    every = {cell for part in parts for cell in part}
    counted = {cell: tuple(part.get(cell, 0) for part in parts) for cell in every}
    yield from between("Coverage of objective and partner", told, counted, (0,) * 4)


def requirements(rows: PlainRows, scope: Scope, found: Coverage) -> Iterator[Difference]:
    """Compare required, gap, residual gap and what is met of each cell, and M8 of each row."""
    a, b, month = scope.period.first, scope.period.last, scope.period.style.month
    shown = [row.key for row in found.rows if isinstance(row.key, int)]
    known = {cell: one.wanted for cell, one in found.figures.items() if one.wanted}
    told = {
        cell: (one.required, one.gap, one.residual, one.cells, one.met, one.asked, one.unplanned)
        for cell, one in known.items()
    }
    counted = wanted.wanted(rows, a, b, scope.today, shown, month)
    yield from between("M9 and M10 of objective and partner", told, counted, (0,) * 7)
    enough = {row: one.enough for (row, code), one in known.items() if row and code is None}
    yield from between("M8 of objective", enough, wanted.enough(rows, a, b, shown, month), 0)
