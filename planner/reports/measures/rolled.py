"""Counts from the rollup, for those who see all events up to a marking, of whole months.

Where it cannot answer (docs/decisions/rollup.md) it says so by None, and the computed query
answers, which is what the rollup is tested against.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.choices import Marking
from planner.db import AS_OF, db
from planner.reports.measures.alike import Across
from planner.reports.measures.counts import Key
from planner.reports.measures.scope import Scope
from planner.rollup.cell_queries import AskedCells, cell_counts
from planner.rollup.parts import ANY_NATION, ANY_OBJECTIVE, NO_SHARE, OF_KINDS
from planner.viewers import EVERYTHING, Viewer

KEPT_AS = {"ahead": "approved", "unanswered": "approved", "outcome-backed": "backed"}
"""The measure under which the rollup keeps another."""
TOLD_AS = {"backed": "outcome-backed"}
Marked = tuple[int, ...]
"""Counts of events by marking, up to the viewer's."""
NOTHING: Marked = (0,) * len(Marking)
Where = tuple[int, Key]
"""An objective, or ANY_OBJECTIVE or NO_SHARE, and a column; None for all of them."""
Source = tuple[tuple[int, int], ...]
"""The objectives whose cells, added or taken away, count some events each once."""


@dataclass(frozen=True)
class RolledCells:
    """The cells in which anything is counted, by measure and part of the period."""

    chosen: tuple[int, ...]
    """The objectives of the scope, empty for any."""
    found: Mapping[tuple[str, int], Mapping[Where, Marked]]

    @property
    def every(self) -> frozenset[int]:
        """Return the objectives that any of the events serve."""
        cells = self.found.values()
        return frozenset(key for found in cells for key, _column in found if key > 0)

    @property
    def served(self) -> frozenset[int]:
        """Return those of them that are in the scope."""
        return self.every.intersection(self.chosen) if self.chosen else self.every

    def cells(self, measure: str, part: int = 0) -> Mapping[Where, Marked]:
        """Return the cells of a measure in a part of the period."""
        return self.found.get((measure, part), {})

    def number(self, measure: str, source: Source, column: Key, part: int = 0) -> int:
        """Return how many distinct events a measure counts in a column."""
        cells = self.cells(measure, part)
        return sum(sign * sum(cells.get((key, column), ())) for key, sign in source)

    def columns(self, measure: str, part: int = 0) -> set[Key]:
        """Return the columns in which a measure counts anything."""
        return {column for _key, column in self.cells(measure, part)}

    @property
    def whole(self) -> Source | None:
        """Return what counts all events of the scope."""
        return self.of(self.served) if self.chosen else ((ANY_OBJECTIVE, 1),)

    def of(self, objectives: frozenset[int]) -> Source | None:
        """Return what counts the events that serve one of some objectives, each once.

        None where that is kept nowhere: of several that are not all that are served.
        """
        if len(objectives) <= 1:
            return tuple((key, 1) for key in objectives)
        return ((ANY_OBJECTIVE, 1), (NO_SHARE, -1)) if objectives == self.every else None

    @property
    def marking(self) -> Marking:
        """Return the highest marking of the events of the scope."""
        keys = self.served if self.chosen else {ANY_OBJECTIVE}
        counts = (
            marked
            for cells in self.found.values()
            for (key, column), marked in cells.items()
            if key in keys and column is None
        )
        highest = (max(at for at, n in enumerate(marked) if n) for marked in counts)
        return Marking(max(highest, default=Marking.PUBLIC))


def may_read_cells(viewer: Viewer) -> bool:
    """Say whether a viewer sees all events up to a marking, whatever their nations.

    The product's own upkeep sees more than that: outcomes of events that were discarded. The
    cells hold the present; whoever looks at a past day is told by the events.
    """
    is_present = AS_OF not in db.session.info
    sees_all = viewer is not EVERYTHING and viewer.sees_content and viewer.nations is None
    return is_present and sees_all


def is_of_whole_months(first: date, last: date) -> bool:
    """Say whether days are a number of whole months."""
    return first.day == 1 and (last + timedelta(days=1)).day == 1


def is_rolled(scope: Scope, measures: Iterable[str], *, is_by_kind: bool = False) -> bool:
    """Say whether the rollup can answer for a scope.

    Events with one of several nations are not counted anywhere; nor is, for a single kind,
    what is approved for the days of this month that have passed.
    """
    period, kept = scope.period, {KEPT_AS.get(name, name) for name in measures}
    is_cut = period.first <= scope.today <= period.last and "approved" in kept
    by_kind = is_by_kind or bool(scope.kinds)
    return (
        may_read_cells(db.session.info["viewer"])
        and is_of_whole_months(period.first, period.last)
        and len(scope.nation_codes) <= 1
        and scope.owner_id is None
        and not (by_kind and (is_cut or kept - set(OF_KINDS)))
    )


def rolled_cells(
    scope: Scope,
    measures: Sequence[str],
    across: Across | None = None,
    ends: Sequence[date] = (),
) -> RolledCells | None:
    """Return the cells of measures by column and part of the period; None if not kept so.

    `ends` are the last days of the parts, each of a month. Objectives of the scope narrow
    nothing here but which count as served.
    """
    if across == "quarter":
        ends = [quarter.last for quarter in scope.period.quarters]
    ends = ends or [scope.period.last]
    is_by_kind = across == "kind"
    if not is_rolled(scope, measures, is_by_kind=is_by_kind):
        return None
    asked = AskedCells(
        {KEPT_AS.get(name, name) for name in measures},
        scope.period.first,
        ends,
        scope.today,
        nations=scope.nation_codes or (() if across == "nation" else (ANY_NATION,)),
        kinds=scope.kinds,
        is_by_kind=is_by_kind,
    )
    return RolledCells(scope.objective_ids, arranged(asked, scope, across))


def arranged(
    asked: AskedCells, scope: Scope, across: Across | None
) -> dict[tuple[str, int], dict[Where, Marked]]:
    """Return the cells that the viewer may see, by measure and part, then objective and column."""
    ceiling = db.session.info["viewer"].ceiling
    found: dict[tuple[str, int], dict[Where, Marked]] = defaultdict(dict)
    for key, counts in cell_counts(db.session(), asked).items():
        measure, part, kind, objective, nation = key
        seen = counts[: ceiling + 1]
        columns = columns_of(across, (part, kind, nation), is_of_one=bool(scope.nation_codes))
        for name, place, sign in told(measure, 0 if across == "quarter" else part):
            cells = found[name, place]
            for column in columns:
                known = cells.get((objective, column))
                cells[objective, column] = (
                    seen
                    if known is None and sign > 0
                    else (tuple(n + sign * m for n, m in zip(known or NOTHING, seen, strict=False)))
                )
    return {
        name: {where: marked for where, marked in cells.items() if any(marked)}
        for name, cells in found.items()
    }


def columns_of(
    across: Across | None, cell: tuple[int, str, str], *, is_of_one: bool
) -> tuple[Key, ...]:
    """Return the columns to which a cell of a part, kind and nation belongs.

    `is_of_one` says that only cells of one nation were asked for, which are the total too.
    """
    part, kind, nation = cell
    if across == "nation":
        return (None, nation) if is_of_one else (nation or None,)
    if across is None:
        return (None,)
    return (None, part if across == "quarter" else kind)


def told(measure: str, part: int) -> Iterator[tuple[str, int, int]]:
    """Give under which measures counts are told; what has passed is not ahead any more."""
    if measure == "passed":
        yield "unanswered", part, 1
        yield "ahead", part, -1
    else:
        yield TOLD_AS.get(measure, measure), part, 1
