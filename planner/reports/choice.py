"""From what the URL says to the scope of a report and the rows of its matrix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from planner.choices import NO_NATION
from planner.db import db
from planner.errors import RuleBroken
from planner.kinds.queries import kind_names
from planner.objectives.aim_queries import plan_ids_of
from planner.objectives.models import Objective, Plan
from planner.office.queries import year_style
from planner.partners.models import Nation
from planner.reports.measures.counts import Rows
from planner.reports.measures.coverage import objectives_of
from planner.reports.measures.coverage_cells import Heading
from planner.reports.measures.scope import NOBODY, Scope
from planner.reports.periods import FREE, ReportPeriod, named_period, period_of
from planner.text.reading import or_none, row_id
from planner.years import YearStyle

NO_PLAN = 0
"""The key of no plan: a choice that meets none holds no objective."""


@dataclass(frozen=True)
class ReportChoice:
    """What was asked for, read from a form whose values anybody may have typed."""

    period: str = ""
    since: date | None = None
    until: date | None = None
    aim: str = ""
    plan: str = ""
    line: tuple[int, ...] = ()
    objective: tuple[int, ...] = ()
    nation: tuple[str, ...] = ()
    desk: str = ""
    kind: tuple[str, ...] = ()
    owner: str = ""

    @property
    def chooses_objectives(self) -> bool:
        """Say whether only some objectives are wanted."""
        return bool(self.aim or self.plan or self.line or self.objective)


def choice_of(values: dict[str, Any]) -> ReportChoice:
    """Return the choice of a form's values."""
    known = ReportChoice.__dataclass_fields__
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name in known and value
    }
    return ReportChoice(**given)


class PeriodUnknown(RuleBroken):
    """An address asks for a period that there is not; the sentence says what can be asked."""


def chosen_period(
    choice: ReportChoice, plans: Iterable[Plan], style: YearStyle, today: date
) -> ReportPeriod:
    """Return the period chosen; the present year when none is named.

    Raises PeriodUnknown for a name that means none, and for free days of which one is missing:
    never is another period shown instead.
    """
    if choice.period in {"", FREE} and (choice.period or choice.since or choice.until):
        if choice.since is None or choice.until is None:
            raise PeriodUnknown(_("Enter the first and the last day of the period."))
        return ReportPeriod(
            min(choice.since, choice.until), max(choice.since, choice.until), FREE, style
        )
    if not choice.period:
        return period_of(style.holding(today))
    found = named_period(choice.period, plans, style)
    if found is None:
        raise PeriodUnknown(
            _("There is no period “%(name)s”. Choose one below.", name=choice.period[:40])
        )
    return found


def scope_of(choice: ReportChoice, plans: Sequence[Plan], today: date) -> Scope:
    """Return the scope chosen: unknown values of a filter are left out."""
    return Scope(
        chosen_period(choice, plans, year_style(), today),
        today,
        nation_codes=chosen_nations(choice),
        kinds=tuple(code for code in choice.kind if code in kind_names()),
        owner_id=NOBODY if choice.owner == str(NOBODY) else or_none(row_id, choice.owner),
    )


def chosen_nations(choice: ReportChoice) -> tuple[str, ...]:
    """Return the chosen nations, or those of the chosen desk; both chosen means either."""
    codes = set(choice.nation)
    if choice.desk:
        codes |= set(db.session.scalars(select(Nation.code).where(Nation.desk == choice.desk)))
        codes = codes or {NO_NATION}
    return tuple(sorted(codes))


def chosen_objectives(choice: ReportChoice, scope: Scope) -> Sequence[Objective]:
    """Return the objectives of the chosen aim, plan, lines and objectives, in force in the period.

    Each choice narrows the others; an aim is served by all objectives of its plans.
    """
    plan_ids = [key] if (key := or_none(row_id, choice.plan)) else []
    if aim_id := or_none(row_id, choice.aim):
        serving = plan_ids_of(aim_id)
        plan_ids = [key for key in serving if key in (plan_ids or serving)] or [NO_PLAN]
    return objectives_of(scope.of_objective(*choice.objective), choice.line, plan_ids)


def matrix_rows(objectives: Sequence[Objective], rows: Rows) -> list[Heading]:
    """Return the rows of a matrix: objectives, or the lines of effort they belong to."""
    if rows == "objective":
        return [
            Heading(found.id, found.name, (found.id,), found.code, plan_id=found.line.plan_id)
            for found in objectives
        ]
    lines: dict[int, list[Objective]] = {}
    for found in objectives:
        lines.setdefault(found.line_id, []).append(found)
    return [
        Heading(
            key, inside[0].line.name, tuple(o.id for o in inside), plan_id=inside[0].line.plan_id
        )
        for key, inside in lines.items()
    ]


def desk_choices() -> dict[str, str]:
    """Return the desks that nations belong to."""
    found = db.session.scalars(
        select(Nation.desk).where(Nation.desk != "").distinct().order_by(Nation.desk)
    )
    return {desk: desk for desk in found}
