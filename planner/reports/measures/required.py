"""What was required against what was held: year by year, then added (METRICS M8 to M10)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from sqlalchemy import ColumnElement, and_, or_, select

from planner.choices import Standing
from planner.db import db
from planner.objectives.models import LineOfEffort, Objective, Requirement
from planner.objectives.queries import in_force
from planner.office.queries import year_style
from planner.partners.models import Nation
from planner.reports.measures.alike import EventsAlike, alike
from planner.reports.measures.counts import RowOf
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Rate
from planner.years import Year, YearStyle

Cell = tuple[int | str | None, int | str | None]
"""Row of a matrix and nation; None for all of them."""
WANTED_OF = ("executed", "ahead", "unanswered", "unapproved")


@dataclass(frozen=True)
class Wanted:
    """What is required of a cell or total in the years of a period, and what of it is met."""

    required: int = 0
    held: int = 0
    """Executed from the beginning of each year to the end of the period."""
    gap: int = 0
    """Σ max(0, r − k) over years and cells (M10)."""
    residual: int = 0
    """The same after what was executed later in the year and what is approved and ahead."""
    asked: int = 0
    """What approved events would close whose last day has passed and that nobody answered."""
    unplanned: int = 0
    """What is left of the residual gap after these and those not yet approved: nothing is
    planned for it."""
    cells: int = 0
    """Cells of a year in which something is required."""
    met: int = 0
    """Of these, those with k ≥ r (M9)."""
    enough: int = 0
    """Of a row: Σ min(k, r) over years, whoever the events were with (M8)."""

    def __add__(self, other: "Wanted") -> "Wanted":
        return Wanted(
            self.required + other.required,
            self.held + other.held,
            self.gap + other.gap,
            self.residual + other.residual,
            self.asked + other.asked,
            self.unplanned + other.unplanned,
            self.cells + other.cells,
            self.met + other.met,
            self.enough + other.enough,
        )

    @property
    def filled(self) -> int:
        """Return how many of the required events were held; a surplus fills nothing else."""
        return self.required - self.gap

    @property
    def waiting(self) -> int:
        """Return how much of the residual gap planned events would close, once approved."""
        return self.residual - self.asked - self.unplanned

    @property
    def to_come(self) -> int:
        """Return how much of the gap approved events will close, or later ones have closed."""
        return self.gap - self.residual

    @property
    def sufficiency(self) -> float | None:
        """Return M8 of a row: min(1, k ÷ n), over years; None when nothing is required."""
        return self.enough / self.required if self.required else None

    @property
    def covered(self) -> Rate:
        """Return M9."""
        return Rate(self.met, self.cells)


def gaps(required: int, executed: int, ahead: int) -> tuple[int, int]:
    """Return gap and residual gap: max(0, r − k) and max(0, r − k − f) (METRICS M10)."""
    return max(0, required - executed), max(0, required - executed - ahead)


def of_years(years: Iterable[Year]) -> ColumnElement[bool]:
    """Return the condition for requirements agreed for exactly these twelve months each.

    Years are compared one by one, so each asks only for what stood in a plan of its own days.
    """
    return or_(
        *(
            and_(
                Requirement.year == year.begins,
                Requirement.begins_month == year.style.month,
                Requirement.objective_id.in_(
                    select(Objective.id)
                    .join(Objective.line)
                    .join(LineOfEffort.plan)
                    .where(*in_force(year.first, year.last))
                ),
            )
            for year in years
        )
    )


def agreed(scope: Scope, *conditions: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Return the conditions for agreed requirements of a scope with partners."""
    own = select(Nation.code).where(Nation.is_own)
    found = [
        Requirement.standing == Standing.AGREED,
        Requirement.nation_code.not_in(own),
        *conditions,
    ]
    if scope.objective_ids:
        found.append(Requirement.objective_id.in_(scope.objective_ids))
    if scope.nation_codes:
        found.append(Requirement.nation_code.in_(scope.nation_codes))
    return found


def required_numbers(scope: Scope) -> dict[tuple[int, str, int], int] | None:
    """Return the agreed requirement by (objective, nation, year in which it begins).

    None when none can be stated: with kinds chosen, since requirements are for any kind.
    """
    if scope.kinds:
        return None
    statement = select(
        Requirement.objective_id, Requirement.nation_code, Requirement.year, Requirement.number
    ).where(*agreed(scope, of_years(scope.period.years)))
    return {(key, code, year): number for key, code, year, number in db.session.execute(statement)}


def years_of_another_style(scope: Scope) -> list[Year]:
    """Return the years cut in another month that touch the period and have requirements."""
    style, years = scope.period.style, scope.period.years
    statement = (
        select(Requirement.year, Requirement.begins_month)
        .where(
            *agreed(
                scope,
                Requirement.begins_month != style.month,
                Requirement.year.between(years[0].begins - 1, years[-1].begins + 1),
            )
        )
        .distinct()
        .order_by(Requirement.year, Requirement.begins_month)
    )
    named_by_end = year_style().is_named_by_end
    others = (
        Year(begins, YearStyle(month, named_by_end))
        for begins, month in db.session.execute(statement)
    )
    period = scope.period
    return [year for year in others if year.first <= period.last and year.last >= period.first]


@dataclass(frozen=True)
class Segment:
    """Days of one year: up to the end of the period, or after it."""

    year: int
    last: date
    is_held: bool


def segments_of(scope: Scope) -> list[Segment]:
    """Return the years of the period, each cut at the period's end."""
    found = []
    for year in scope.period.years:
        end = min(year.last, scope.period.last)
        found.append(Segment(year.begins, end, True))
        if end < year.last:
            found.append(Segment(year.begins, year.last, False))
    return found


def against_requirements(
    scope: Scope, row_of: RowOf, groups: Sequence[EventsAlike], other_years: Sequence[Year] = ()
) -> dict[Cell, Wanted] | None:
    """Return what is wanted and met by row and nation, with totals; None when not stated.

    So it is where all that is agreed for these days is for years that begin in another month.
    `groups` are those of the scope by nation: they serve where the period is one whole year;
    else events are counted over its years.
    """
    required = required_numbers(scope)
    if required is None or (other_years and not required):
        return None
    segments = segments_of(scope)
    if len(segments) > 1 or not scope.period.is_of_whole_years:
        around = scope.in_period(scope.period.around)
        groups = list(alike(around, WANTED_OF, "nation", places=[one.last for one in segments]))
    return added(required, counted(groups, segments, row_of), row_of)


CellOfYear = tuple[int, str, int]
"""Objective, nation, and the calendar year in which the year begins."""


@dataclass(frozen=True)
class Counted:
    """Events of the years of a period, as requirements ask for them."""

    held: Counter[CellOfYear]
    """k: executed up to the end of the period."""
    to_come: Counter[CellOfYear]
    """f: executed after it, or approved and ahead."""
    unanswered: Counter[CellOfYear]
    """Approved, the last day passed: nobody said whether it took place."""
    unapproved: Counter[CellOfYear]
    """Planned for the year, not yet approved."""
    distinct: Counter[Cell]
    """Executed events of each cell and total of the matrix, each event once."""
    by_year: Counter[tuple[int, int]]
    """The same of each objective and year."""


def counted(groups: Iterable[EventsAlike], segments: Sequence[Segment], row_of: RowOf) -> Counted:
    """Add groups of events up, by the part of the year in which they lie."""
    found = Counted(*(Counter() for _part in range(6)))
    kept_apart = {"unanswered": found.unanswered, "unapproved": found.unapproved}
    for group in groups:
        if group.measure not in WANTED_OF:
            continue
        segment = segments[group.column or 0]
        is_held = group.measure == "executed" and segment.is_held
        kept = kept_apart.get(group.measure, found.held if is_held else found.to_come)
        served = [key for key in group.objectives if key in row_of]
        for objective, code in product(served, group.nations):
            kept[objective, code, segment.year] += group.number
        if is_held:
            rows = {row_of[key] for key in served}
            for cell in product((None, *rows), (None, *group.nations)):
                found.distinct[cell] += group.number
            for objective in served:
                found.by_year[objective, segment.year] += group.number
    return found


def added(required: Mapping[CellOfYear, int], events: Counted, row_of: RowOf) -> dict[Cell, Wanted]:
    """Compare each objective with each nation in each year by itself, then add.

    So no surplus closes another gap, whatever rows a matrix has.
    """
    found: dict[Cell, Wanted] = defaultdict(Wanted)
    of_objective: Counter[tuple[int, int]] = Counter()
    for key, r in required.items():
        objective, code, year = key
        if objective not in row_of:
            continue
        of_objective[objective, year] += r
        for cell in product((row_of[objective], None), (code, None)):
            found[cell] += compared(r, key, events)
    for (objective, year), r in of_objective.items():
        enough = min(r, events.by_year[objective, year])
        found[row_of[objective], None] += Wanted(enough=enough)
    for where, number in events.distinct.items():
        found[where] += Wanted(held=number)
    return found


def compared(r: int, key: CellOfYear, events: Counted) -> Wanted:
    """Return what is met of one requirement, whose events are held apart."""
    k = events.held[key]
    gap, residual = gaps(r, k, events.to_come[key])
    asked = min(residual, events.unanswered[key])
    return Wanted(
        required=r,
        gap=gap,
        residual=residual,
        asked=asked,
        unplanned=max(0, residual - asked - events.unapproved[key]),
        cells=1,
        met=int(k >= r),
    )
