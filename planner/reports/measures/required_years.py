"""The requirements of a scope, year by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from planner.choices import Standing
from planner.db import db
from planner.objectives.models import LineOfEffort, Objective, Requirement
from planner.objectives.queries import in_force
from planner.office.queries import year_style
from planner.partners.models import Nation
from planner.reports.measures.scope import Scope
from planner.years import Year, YearStyle


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


def agreed(
    scope: Scope, *conditions: ColumnElement[bool], standing: Standing = Standing.AGREED
) -> list[ColumnElement[bool]]:
    """Return the conditions for requirements of a scope with partners; agreed unless asked."""
    own = select(Nation.code).where(Nation.is_own)
    found = [
        Requirement.standing == standing,
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

    None when none can be stated: with kinds or an owner chosen, since requirements are for any.
    """
    if scope.kinds or scope.owner_id is not None:
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
