"""What is asked about requirements: the grid of a plan's year, and one nation's row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import ColumnElement, and_, select

from planner.choices import NationTier, Standing
from planner.db import db
from planner.objectives.models import LineOfEffort, Objective, Plan, Requirement
from planner.objectives.queries import objectives_of
from planner.partners.models import Nation
from planner.partners.queries import partner_nations
from planner.years import CALENDAR, Year, YearStyle

CellKey = tuple[int, str]


@dataclass(frozen=True)
class Grid:
    """How many events are wanted in a year, objective by partner nation."""

    plan: Plan
    year: Year
    objectives: tuple[Objective, ...]
    nations: tuple[Nation, ...]
    cells: dict[CellKey, Requirement]

    def number(self, objective: Objective, nation: Nation) -> int:
        """Return the number wanted; 0 when none is."""
        cell = self.cells.get((objective.id, nation.code))
        return cell.number if cell else 0

    def is_proposed(self, objective: Objective, nation: Nation) -> bool:
        """Say whether the number still waits for agreement."""
        cell = self.cells.get((objective.id, nation.code))
        return cell is not None and cell.standing is Standing.PROPOSED

    @cached_property
    def by_objective(self) -> dict[int, int]:
        """Return the total of each objective over the nations shown."""
        return {
            objective.id: sum(self.number(objective, nation) for nation in self.nations)
            for objective in self.objectives
        }

    @cached_property
    def by_nation(self) -> dict[str, int]:
        """Return the total of each nation over the objectives."""
        return {
            nation.code: sum(self.number(objective, nation) for objective in self.objectives)
            for nation in self.nations
        }

    @property
    def total(self) -> int:
        """Return the total of all that is shown."""
        return sum(self.by_objective.values())

    @cached_property
    def proposed_by_objective(self) -> dict[int, int]:
        """Return how many of each objective's numbers wait for agreement."""
        found = {objective.id: 0 for objective in self.objectives}
        for (objective_id, _code), cell in self.cells.items():
            found[objective_id] += cell.standing is Standing.PROPOSED
        return found

    @property
    def proposed(self) -> int:
        """Return how many numbers wait for agreement."""
        return sum(self.proposed_by_objective.values())


def years_of(plan: Plan, style: YearStyle) -> list[Year]:
    """Return the years of the office that a plan's days touch, and the calendar years too."""
    found = list(style.between(plan.starts_on, plan.ends_on))
    if not style.is_calendar:
        found += CALENDAR.between(plan.starts_on, plan.ends_on)
    return found


def year_shown(plan: Plan, style: YearStyle, today: date) -> Year:
    """Return the year to show first: the present one when the plan has it, else the nearest."""
    return style.holding(min(max(today, plan.starts_on), plan.ends_on))


def of_year(year: Year) -> ColumnElement[bool]:
    """Return the condition for the requirements agreed for exactly these twelve months."""
    return and_(Requirement.year == year.begins, Requirement.begins_month == year.style.month)


def requirement_rows(plan: Plan, year: Year) -> Sequence[Requirement]:
    """Return a plan's requirements of a year, of any standing."""
    return db.session.scalars(
        select(Requirement)
        .join(Requirement.objective)
        .join(Objective.line)
        .where(LineOfEffort.plan_id == plan.id, of_year(year))
    ).all()


def nations_shown(
    tier: NationTier | None, desk: str, scope: Collection[str] | None
) -> tuple[Nation, ...]:
    """Return the partner nations of a tier and desk, within a person's scope (None is all)."""
    return tuple(
        nation
        for nation in partner_nations()
        if (tier is None or nation.tier is tier)
        and (not desk or nation.desk == desk)
        and (scope is None or nation.code in scope)
    )


def desks() -> list[str]:
    """Return the names of the desks that look after partners."""
    return sorted({nation.desk for nation in partner_nations() if nation.desk})


def grid(plan: Plan, year: Year, nations: tuple[Nation, ...]) -> Grid:
    """Return the grid of a plan's year for the nations given."""
    objectives = tuple(objectives_of(plan))
    codes = {nation.code for nation in nations}
    ids = {objective.id for objective in objectives}
    cells = {
        (row.objective_id, row.nation_code): row
        for row in requirement_rows(plan, year)
        if row.objective_id in ids and row.nation_code in codes
    }
    return Grid(plan, year, objectives, nations, cells)


def with_numbers(found: Grid) -> Grid:
    """Return the grid with only the nations of which something is wanted; all when none is."""
    codes = {code for _objective_id, code in found.cells}
    nations = tuple(nation for nation in found.nations if nation.code in codes)
    return replace(found, nations=nations) if nations else found
