"""What stands behind the figures: objectives, requirements, outcomes, follow-ups, partners."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from planner.accounts.labels import owner_name
from planner.choices import KEPT_STATES, OPEN_FOLLOW_UP_STATES, STRENGTH_LABELS, Marking
from planner.db import db
from planner.objectives.models import Objective, Requirement
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.queries import highest
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.choice import matrix_rows
from planner.reports.figures.parts import in_days
from planner.reports.gaps.details import risk
from planner.reports.gaps.found import (
    overdue_follow_ups,
    stale_partners,
    targets_at_risk,
    without_events,
)
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.execution import executed_by_objective
from planner.reports.measures.required import agreed, of_years
from planner.reports.measures.scope import Scope
from planner.reports.measures.timeliness import Silence, due_in, silences
from planner.reports.measures.yields import STRENGTHS, seen_outcomes
from planner.reports.page_parts import requirement_address, silent_codes
from planner.shapes.figure import Sentence
from planner.web.nationnames import nation_name
from planner.years import Year, YearStyle


def row_of_objective(one: Objective, **more: Any) -> RowBehind:
    """Return a row that leads to an objective."""
    href = url_for("objectives.show", objective_id=one.id)
    return RowBehind(f"{one.code} {one.name}", href, **more)


@behind("objectives", _l("Objectives of plans in force"))
def objectives(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M7."""
    return (row_of_objective(one) for one in objectives_of(scope))


@behind("served", _l("Objectives that an executed event serves"))
def served(scope: Scope) -> Iterator[RowBehind]:
    """Give the numerator of M7."""
    found = executed_by_objective(scope)
    return (row_of_objective(one) for one in objectives_of(scope) if found.get(one.id))


@behind("idle", _l("Objectives without any event"))
def idle(scope: Scope) -> Iterator[RowBehind]:
    """Give the objectives that no event of the period serves."""
    return (row_of_objective(one) for one in without_events(scope, objectives_of(scope)))


@behind("required", _l("Events required"))
def required(scope: Scope) -> Iterator[RowBehind]:
    """Give the agreed requirements of a scope, each with its number."""
    rows = db.session.scalars(
        select(Requirement)
        .where(*agreed(scope, of_years(scope.period.years)))
        .options(joinedload(Requirement.objective).joinedload(Objective.line))
        .order_by(Requirement.year, Requirement.objective_id, Requirement.nation_code)
    )
    in_force = {one.id for one in objectives_of(scope)}
    for row in rows:
        if row.objective_id in in_force:
            yield row_of_requirement(row, scope.period.style)


def row_of_requirement(row: Requirement, style: YearStyle) -> RowBehind:
    """Return a row that leads to the grid in which a requirement is set."""
    year = Year(row.year, style)
    words = f"{row.objective.code} {row.objective.name}, {nation_name(row.nation_code)}"
    href = requirement_address(row.objective.line.plan_id, year, row.objective_id)
    return RowBehind(words, href, detail=year.name, number=row.number)


@behind("cells", _l("Objective and partner with something required"))
def cells(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M9."""
    return compared(scope, "cells")


@behind("cells-met", _l("Objective and partner with as many events as required"))
def cells_met(scope: Scope) -> Iterator[RowBehind]:
    """Give the numerator of M9."""
    return compared(scope, "met")


@behind("residual", _l("Required, neither held nor approved and ahead"))
def residual(scope: Scope) -> Iterator[RowBehind]:
    """Give the residual gap of M10, cell by cell."""
    return compared(scope, "residual")


@behind("unmet", _l("Requirements not met"))
def unmet(scope: Scope) -> Iterator[RowBehind]:
    """Give the cells with a gap, each once, whatever is missing in it."""
    return (replace(row, number=None) for row in compared(scope, "gap"))


def compared(scope: Scope, name: str) -> Iterator[RowBehind]:
    """Give the cells of a matrix with what a number of `Wanted` holds of them, if anything."""
    rows = matrix_rows(objectives_of(scope), "objective")
    found = coverage(scope, rows, is_narrowed=bool(scope.objective_ids))
    for row in rows:
        for column in found.columns:
            wanted = found.figures[row.key, column.key].wanted
            number: int = getattr(wanted, name) if wanted else 0
            if wanted and number:
                words = f"{row.detail} {row.label}, {nation_name(str(column.key))}"
                values = {"held": wanted.filled, "required": wanted.required}
                detail = Sentence(_("%(held)s of %(required)s"), values)
                href = url_for("objectives.show", objective_id=row.key)
                yield RowBehind(words, href, detail=detail, number=number)


def row_of_outcome(one: Outcome) -> RowBehind:
    """Return a row that leads to an outcome."""
    href = url_for("outcomes.show", outcome_id=one.id)
    strength = str(STRENGTH_LABELS[one.strength])
    return RowBehind(
        one.title, href, strength, one.seen_on, marking=highest(one.events) or Marking.PUBLIC
    )


def outcomes(*conditions: ColumnElement[bool]) -> Iterator[RowBehind]:
    """Give outcomes, the latest first."""
    rows = db.session.scalars(
        select(Outcome)
        .where(*conditions)
        .options(selectinload(Outcome.events))
        .order_by(Outcome.seen_on.desc(), Outcome.id)
    )
    return (row_of_outcome(one) for one in rows)


@behind("outcomes", _l("Outcomes seen in the period"))
def outcomes_seen(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M12."""
    return outcomes(*seen_outcomes(scope))


def of_strength(level: int) -> None:
    """Register the numerator of M12 at a level."""

    @behind(f"evidence-{level}", _l("Outcomes seen in the period, at one level of evidence"))
    def at_level(scope: Scope) -> Iterable[RowBehind]:
        return outcomes(*seen_outcomes(scope), Outcome.strength == level)


for one_level in STRENGTHS:
    of_strength(one_level)


def is_kept() -> ColumnElement[bool]:
    """Return the condition that a follow-up was done or handed over."""
    return FollowUp.state.in_(KEPT_STATES)


def is_overdue(today: date) -> ColumnElement[bool]:
    """Return the condition that a follow-up is still owed after its day."""
    return and_(FollowUp.state.in_(OPEN_FOLLOW_UP_STATES), FollowUp.due_on < today)


def follow_ups(scope: Scope, *conditions: ColumnElement[bool]) -> Iterator[RowBehind]:
    """Give follow-ups due in the period, the oldest first."""
    rows = db.session.scalars(
        select(FollowUp)
        .join(FollowUp.event)
        .where(*due_in(scope), *conditions)
        .options(joinedload(FollowUp.event), joinedload(FollowUp.owner))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return (row_of_follow_up(one) for one in rows)


@behind("owed-late", _l("Follow-ups overdue, whenever they were due"), is_dated=False)
def owed_late(scope: Scope) -> Iterator[RowBehind]:
    """Give what is owed and late today, of events of the scope."""
    return (row_of_follow_up(one) for one in overdue_follow_ups(scope))


def row_of_follow_up(one: FollowUp) -> RowBehind:
    """Return a row that leads to a follow-up."""
    words = "%(state)s · %(owner)s · %(event)s"
    if one.closed_on:
        words += " · " + _("closed %(closed)s")
    values = {
        "state": one.state.label,
        "owner": owner_name(one.owner),
        "event": one.event.title,
        "closed": one.closed_on,
    }
    href = url_for("followups.show", follow_up_id=one.id)
    return RowBehind(one.what, href, Sentence(words, values), one.due_on, marking=one.event.marking)


@behind("follow-ups", _l("Follow-ups due in the period, kept or overdue"))
def follow_ups_counted(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M13."""
    return follow_ups(scope, or_(is_kept(), is_overdue(scope.today)))


@behind("follow-ups-in-time", _l("Follow-ups kept on or before the due day"))
def follow_ups_in_time(scope: Scope) -> Iterator[RowBehind]:
    """Give the numerator of M13."""
    return follow_ups(scope, is_kept(), FollowUp.closed_on <= FollowUp.due_on)


@behind("follow-ups-late", _l("Follow-ups kept late, or overdue"))
def follow_ups_late(scope: Scope) -> Iterator[RowBehind]:
    """Give what the median of days late is made of."""
    late = and_(is_kept(), FollowUp.closed_on > FollowUp.due_on)
    return follow_ups(scope, or_(late, is_overdue(scope.today)))


@behind("follow-ups-overdue", _l("Follow-ups overdue"))
def follow_ups_overdue(scope: Scope) -> Iterator[RowBehind]:
    """Give what is still owed after its day."""
    return follow_ups(scope, is_overdue(scope.today))


@behind("follow-ups-dropped", _l("Follow-ups dropped"))
def follow_ups_dropped(scope: Scope) -> Iterator[RowBehind]:
    """Give what was given up."""
    return follow_ups(scope, FollowUp.state == "dropped")


@behind("partners", _l("Partners by days since the last contact"), is_dated=False)
def partners(scope: Scope) -> Iterator[RowBehind]:
    """Give M17 of each partner, never met first, then the longest silent."""
    return rows_of_silences(silences(scope.today, silent_codes(scope)))


@behind("stale", _l("Partners not met in time"), is_dated=False)
def stale(scope: Scope) -> Iterator[RowBehind]:
    """Give the partners beyond the limit of their tier, and those never met."""
    return rows_of_silences(stale_partners(scope.today, silent_codes(scope)))


def rows_of_silences(found: Iterable[Silence]) -> Iterator[RowBehind]:
    """Give M17 of partners."""
    for silence in found:
        code, last = silence.nation.code, silence.last_on
        words = _("never met") if last is None else _("%(since)s ago")
        if last is not None and silence.first_on is not None:
            words += ", " + _("between %(first)s and %(met)s")
        values = {"since": in_days(silence.days), "first": silence.first_on, "met": last}
        href = url_for("nations.show", code=code)
        yield RowBehind(nation_name(code), href, Sentence(words, values), last)


@behind("targets-at-risk", _l("Targets at risk"))
def at_risk(scope: Scope) -> Iterator[RowBehind]:
    """Give the indicators whose target is amber or red, each with the value due next."""
    for reading in targets_at_risk(scope, objectives_of(scope)):
        one = reading.indicator
        href = url_for("indicators.show", indicator_id=one.id)
        due_on = reading.due_on(min(scope.today, scope.period.last))
        yield RowBehind(f"{one.code} {one.name}", href, risk(reading, scope), due_on)


def all_rows(found: Sequence[RowBehind]) -> int:
    """Return the number that rows add up to."""
    return sum(1 if row.number is None else row.number for row in found)
