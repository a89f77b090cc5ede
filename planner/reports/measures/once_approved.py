"""What requirements an event would meet once it is approved: the gap today, and after it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.choices import AHEAD_STATES, EXECUTED_STATES, Standing
from planner.db import db
from planner.events.measures import is_share
from planner.events.models import Event
from planner.events.page.coordination import partner_codes
from planner.objectives.models import Objective, Requirement
from planner.office.queries import year_style
from planner.reports.measures.alike import alike
from planner.reports.measures.rolled import rolled_cells
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import gaps
from planner.reports.periods import period_of
from planner.web.access import viewer
from planner.web.panels import panel
from planner.years import Year, YearStyle

COUNTED = ("executed", "ahead")


@dataclass(frozen=True)
class GapClosing:
    """One requirement that an event is for: what is met of it, today and with the event."""

    objective: Objective
    nation: str
    year: str
    required: int
    executed: int
    ahead: int

    @property
    def gap(self) -> int:
        """Return the residual gap of today (METRICS M10)."""
        return gaps(self.required, self.executed, self.ahead)[1]

    @property
    def gap_after(self) -> int:
        """Return the residual gap once the event is approved and ahead too."""
        return gaps(self.required, self.executed, self.ahead + 1)[1]


def objectives_served(event: Event) -> list[int]:
    """Return the keys of the objectives that the event counts for: u(e,o) ≥ 0.1 (METRICS)."""
    whole = sum(link.weight for link in event.links)
    return [row.objective_id for row in event.links if is_share(row.weight, whole)]


def requirements_for(event: Event, day: date) -> list[tuple[Requirement, Year]]:
    """Return the agreed requirements of the year of a day that the event is for."""
    style = year_style()
    statement = (
        select(Requirement)
        .where(
            Requirement.standing == Standing.AGREED,
            Requirement.objective_id.in_(objectives_served(event)),
            Requirement.nation_code.in_(partner_codes(event)),
            Requirement.year.between(day.year - 1, day.year),
        )
        .options(joinedload(Requirement.objective))
        .order_by(Requirement.objective_id, Requirement.nation_code)
    )
    found = []
    for row in db.session.scalars(statement):
        year = Year(row.year, YearStyle(row.begins_month, style.is_named_by_end))
        if year.first <= day <= year.last:
            found.append((row, year))
    return found


def counted(
    year: Year, objectives: Collection[int], nations: Collection[str], today: date
) -> Counter[Any]:
    """Return how many events of a year count, by (measure, objective, nation)."""
    whole, found = Scope(period_of(year), today), Counter[Any]()
    if cells := rolled_cells(whole, COUNTED, "nation"):
        for measure, objective, code in product(COUNTED, objectives, nations):
            marked = cells.cells(measure).get((objective, code), ())
            found[measure, objective, code] = sum(marked)
        return found
    scope = replace(
        whole,
        objective_ids=tuple(sorted(objectives)),
        nation_codes=tuple(sorted(nations)),
    )
    for group in alike(scope, COUNTED, "nation"):
        for objective in group.objectives:
            for nation in group.nations:
                found[group.measure, objective, nation] += group.number
    return found


def closings(event: Event, today: date) -> list[GapClosing]:
    """Return the requirements that the event is for, each with its gap before and after."""
    day = event.ends_on
    asked = requirements_for(event, day) if day else []
    numbers = {year: counted(year, *cells_of(asked, year), today) for _row, year in asked}
    return [
        GapClosing(
            row.objective,
            row.nation_code,
            year.name,
            row.number,
            numbers[year]["executed", row.objective_id, row.nation_code],
            numbers[year]["ahead", row.objective_id, row.nation_code],
        )
        for row, year in asked
    ]


def cells_of(asked: Iterable[tuple[Requirement, Year]], year: Year) -> tuple[set[int], set[str]]:
    """Return the objectives and nations of the requirements of a year."""
    rows = [row for row, one in asked if one == year]
    return {row.objective_id for row in rows}, {row.nation_code for row in rows}


@panel("approval", order=10)
def gap_panel(asked: tuple[Event, date]) -> tuple[str, dict[str, Any]] | None:
    """Show whoever approves an event which gap it closes; asked with the event and today."""
    event, today = asked
    if event.state in (*AHEAD_STATES, *EXECUTED_STATES) or not viewer().sees_content:
        return None
    return "reports/_approval.html", {"closings": closings(event, today), "event": event}
