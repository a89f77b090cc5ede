"""M3, M8 and M11 of each objective, of the others together, and of what serves none."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.objectives.models import Objective
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.figures.chosen import Chosen
from planner.reports.figures.left_out import OF_OBJECTIVES, left_out_of
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.effort import Effort, effort_by_objective
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import number as count
from planner.reports.measures.yields import Yield, yield_by_objective
from planner.shapes.figure import Sentence
from planner.web.left_out import left_out_notes

COLUMNS = (
    Column(_l("Objective")),
    Column(_l("Executed"), "number"),
    Column(_l("Required"), "number"),
    Column(_l("Sufficiency (M8)"), "percent"),
    Column(
        _l("Held of required"),
        parts={
            "held": Column(_l("Held"), "number"),
            "short": Column(_l("Nations short"), "number"),
        },
    ),
    Column(_l("Person-days (M3)"), "number"),
    Column(_l("Events estimated"), "number"),
    Column(_l("Outcome yield (M11)"), "percent"),
    Column(_l("n"), "number"),
    Column(_l("Negative"), "number"),
)


def objective_table(asked: Chosen, links: Links) -> Table:
    """Return a line for each objective; with all objectives the person-days add up to M2."""
    scope = asked.scope
    effort = effort_by_objective(scope)
    yields = yield_by_objective(scope, [row.id for row in asked.objectives])
    most = max((one.person_days for one in effort.values()), default=0)
    rows = [
        objective_row(one, asked, links, effort.pop(one.id, Effort()), yields[one.id], most)
        for one in asked.objectives
    ]
    rest = effort.pop(None, None)
    linkless = [unlinked_row(rest, scope, links)] if rest else []
    if effort:
        rows.append(other_row(effort, scope, links))
    notes = left_out_notes(left_out_of(OF_OBJECTIVES, scope, links, asked.missing))
    return Table(_("By objective"), COLUMNS, [*rows, *linkless], notes)


def objective_row(
    one: Objective, asked: Chosen, links: Links, effort: Effort, found: Yield, most: float
) -> tuple[Any, ...]:
    """Return the line of one objective; `most` is the greatest effort for any of them."""
    own, to_date = asked.scope.of_objective(one.id), asked.scope.period.to_date
    figures = asked.coverage.figures[one.id, None]
    return (
        Cell(f"{one.code} {one.name}", url_for("objectives.show", objective_id=one.id)),
        Cell(figures.executed, links.rows("executed", own)),
        Cell(figures.required or None, links.rows_of("required", own)),
        Cell(figures.wanted.sufficiency, links.rows("executed", own.in_period(to_date)))
        if figures.wanted
        else None,
        held(asked.coverage, one.id),
        Cell(
            round(effort.person_days, 1),
            links.rows("effort", own),
            share=effort.person_days / most if most else None,
        ),
        effort.estimated,
        Cell(found.rate, links.rows("yielded", own)),
        Cell(found.rate.denominator, links.rows("yield-due", own)),
        Cell(found.harmed, links.rows("harmed", own)),
    )


def other_row(effort: Mapping[int | None, Effort], scope: Scope, links: Links) -> tuple[Any, ...]:
    """Return the line of objectives that are retired, proposed or of another time, together."""
    own = replace(scope, objective_ids=tuple(sorted(key for key in effort if key)))
    days = sum(one.person_days for one in effort.values())
    executed = Cell(count(own, "executed"), links.rows("executed", own))
    linked = Cell(round(days, 1), links.rows("effort", own))
    guessed = sum(one.estimated for one in effort.values())
    return short_row(_("Other objectives"), executed, linked, guessed)


def unlinked_row(rest: Effort, scope: Scope, links: Links) -> tuple[Any, ...]:
    """Return the line of events that serve no objective."""
    days = Cell(round(rest.person_days, 1), links.rows("unlinked-on-days", scope))
    number = Cell(count(scope, "unlinked"), links.rows("unlinked", scope))
    return short_row(_("Without an objective"), number, days, rest.estimated)


def short_row(label: str, executed: Cell, effort: Cell, estimated: int) -> tuple[Any, ...]:
    """Return a line of which only executed events and effort are told."""
    return (label, executed, None, None, None, effort, estimated, None, None, None)


def held(found: Coverage, objective_id: int) -> Sentence | None:
    """Return “18 of 18, 3 nations short”: a surplus with one partner closes no other's gap."""
    wanted = found.figures[objective_id, None].wanted
    if wanted is None or not wanted.required:
        return None
    short = sum(bool(found.figures[objective_id, column.key].gap) for column in found.columns)
    words = _("%(held)s of %(required)s")
    if short:
        words += ", " + ngettext(
            "%(short)s nation short", "%(short)s nations short", short, short="%(short)s"
        )
    values = {"held": wanted.enough, "required": wanted.required, "short": short}
    return Sentence(words, values)
