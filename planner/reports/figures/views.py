"""The list of reports, and the page of all figures of a period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.clock import today
from planner.objectives.models import Objective
from planner.objectives.queries import plans as all_plans
from planner.partners.columns import last_met
from planner.partners.contacts import LastContact
from planner.presenters.table import Cell, Column, Table
from planner.reports.blueprint import bp
from planner.reports.choice import matrix_rows, objectives_wished, scope_of, wish_of
from planner.reports.figures.lines import (
    Figure,
    activity_figures,
    coverage_figures,
    execution_figures,
    left_out,
    outcome_figures,
    silence_figure,
    timeliness_figures,
)
from planner.reports.forms import PeriodForm
from planner.reports.measures.counts import number as count
from planner.reports.measures.coverage import Coverage, coverage, narrowed
from planner.reports.measures.effort import Effort, activity, effort_by_nation, effort_by_objective
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.timeliness import silences
from planner.reports.measures.yields import Yield, yield_by_objective
from planner.reports.page_parts import (
    offer_choices,
    period_words,
    report_links,
    report_marking,
    report_release,
    silent_codes,
)
from planner.web.access import may
from planner.web.filters import number
from planner.web.nationnames import nation_name
from planner.web.tables import respond_table


@bp.route("/", endpoint="index")
@may("see")
def index() -> ResponseReturnValue:
    """List the reports, each with a sentence."""
    return render_template("reports/index.html")


@dataclass(frozen=True)
class Chosen:
    """What a request asks figures of: the form, the scope, its objectives and their coverage."""

    form: PeriodForm
    scope: Scope
    objectives: Sequence[Objective]
    coverage: Coverage


def chosen() -> Chosen:
    """Return what this request asks for."""
    form = PeriodForm(request.args)
    offer_choices(form, today())
    form.validate()
    wish = wish_of(form.data)
    scope = scope_of(wish, all_plans(), today())
    objectives = objectives_wished(wish, scope)
    if wish.chooses_objectives:
        scope = narrowed(scope, (row.id for row in objectives))
    found = coverage(
        scope, matrix_rows(objectives, "objective"), is_narrowed=wish.chooses_objectives
    )
    return Chosen(form, scope, objectives, found)


def figure_groups(asked: Chosen) -> list[tuple[str, list[Figure]]]:
    """Return all figures of a scope in groups."""
    links, scope = report_links(), asked.scope
    ids = [row.id for row in asked.objectives]
    return [
        (_("Activity"), activity_figures(scope, links, activity(scope))),
        (_("Plan and execution"), execution_figures(scope, links)),
        (_("Coverage"), coverage_figures(asked.coverage, links, ids)),
        (_("Outcomes"), outcome_figures(scope, links)),
        (
            _("Timeliness"),
            [
                *timeliness_figures(scope, links),
                silence_figure(silences(scope.today, silent_codes(scope)), scope, links),
            ],
        ),
    ]


OBJECTIVE_COLUMNS = (
    Column(_l("Objective")),
    Column(_l("Executed"), "number"),
    Column(_l("Required"), "number"),
    Column(_l("Sufficiency (M8)"), "percent"),
    Column(_l("Held of required")),
    Column(_l("Person-days (M3)"), "number"),
    Column(_l("Events estimated"), "number"),
    Column(_l("Outcome yield (M11)"), "percent"),
    Column(_l("n"), "number"),
    Column(_l("Negative"), "number"),
)


def objective_table(asked: Chosen) -> Table:
    """Return M3, M8 and M11 of each objective, of the others together, and of what serves none.

    With all objectives the person-days add up to M2.
    """
    links, scope = report_links(), asked.scope
    effort = effort_by_objective(scope)
    yields = yield_by_objective(scope, [row.id for row in asked.objectives])
    rows = [
        objective_row(one, asked, links, effort.pop(one.id, Effort()), yields[one.id])
        for one in asked.objectives
    ]
    rest = effort.pop(None, None)
    if effort:
        own = replace(scope, objective_ids=tuple(sorted(key for key in effort if key)))
        days = sum(one.person_days for one in effort.values())
        guessed = sum(one.estimated for one in effort.values())
        executed = Cell(count(own, "executed"), links.rows("executed", own))
        linked = Cell(round(days, 1), links.rows("effort", own))
        rows.append(short_row(_("Other objectives"), executed, linked, guessed))
    if rest:
        linkless = Cell(round(rest.person_days, 1), links.rows("unlinked-on-days", scope))
        number = Cell(count(scope, "unlinked"), links.rows("unlinked", scope))
        rows.append(short_row(_("Without an objective"), number, linkless, rest.estimated))
    return Table(_("By objective"), OBJECTIVE_COLUMNS, rows)


def objective_row(
    one: Objective, asked: Chosen, links: Links, effort: Effort, found: Yield
) -> tuple[Any, ...]:
    """Return the line of one objective."""
    own, to_date = asked.scope.of_objective(one.id), asked.scope.period.to_date
    figures = asked.coverage.figures[one.id, None]
    return (
        Cell(f"{one.code} {one.name}", url_for("objectives.show", objective_id=one.id)),
        Cell(figures.executed, links.rows("executed", own)),
        Cell(figures.required or None, links.rows_of("required", own)),
        Cell(figures.wanted.sufficiency, links.rows("executed", own.in_period(to_date)))
        if figures.wanted
        else None,
        held_words(asked.coverage, one.id),
        Cell(round(effort.person_days, 1), links.rows("effort", own)),
        effort.estimated,
        Cell(found.rate.value, links.rows("yielded", own)),
        Cell(found.rate.denominator, links.rows("yield-due", own)),
        Cell(found.harmed, links.rows("harmed", own)),
    )


def short_row(label: str, executed: Cell, effort: Cell, estimated: int) -> tuple[Any, ...]:
    """Return a line of which only executed events and effort are told."""
    return (label, executed, None, None, "", effort, estimated, None, None, None)


def held_words(found: Coverage, objective_id: int) -> str:
    """Return “18 of 18, 3 nations short”: a surplus with one partner closes no other's gap."""
    wanted = found.figures[objective_id, None].wanted
    if wanted is None or not wanted.required:
        return ""
    words = _(
        "%(held)s of %(required)s", held=number(wanted.enough), required=number(wanted.required)
    )
    short = sum(bool(found.figures[objective_id, column.key].gap) for column in found.columns)
    if not short:
        return str(words)
    nations = ngettext("%(num)d nation short", "%(num)d nations short", short)
    return f"{words}, {nations}"


def partner_table(scope: Scope) -> Table:
    """Return M4 and M17 of each partner."""
    effort, links = effort_by_nation(scope), report_links()
    silent = {row.nation.code: row for row in silences(scope.today, silent_codes(scope))}
    codes = sorted(set(effort) | set(silent), key=nation_name)
    rows = []
    for code in codes:
        found, quiet = effort.get(code, Effort()), silent.get(code)
        opened = links.rows("effort-with", scope.with_nation(code))
        rows.append(
            (
                Cell(nation_name(code), url_for("nations.show", code=code)),
                Cell(round(found.person_days, 1), opened),
                found.estimated,
                Cell(found.events, opened),
                last_met(LastContact(quiet.last_on, quiet.first_on)) if quiet else None,
                Cell(quiet.days, links.contacts(code)) if quiet and quiet.last_on else None,
                quiet.days_in_person if quiet else None,
                quiet.limit_days if quiet else None,
            )
        )
    columns = (
        Column(_("Partner")),
        Column(_("Person-days (M4)"), "number"),
        Column(_("Events estimated"), "number"),
        Column(_("n"), "number"),
        Column(_("Last met"), "day"),
        Column(_("Days since (M17)"), "number"),
        Column(_("Days since in person"), "number"),
        Column(_("Limit in days"), "number"),
    )
    return Table(_("By partner"), columns, rows)


@bp.route("/figures", endpoint="figures")
@may("see")
def figures_page() -> ResponseReturnValue:
    """Show all figures of a period, with their n and what was left out."""
    asked = chosen()
    scope = asked.scope
    return render_template(
        "reports/figures.html",
        form=asked.form,
        groups=figure_groups(asked),
        by_objective=objective_table(asked),
        by_partner=partner_table(scope),
        left_out=left_out(scope, report_links(), activity(scope)),
        period=scope.period,
        period_words=period_words(scope.period),
        query=request.query_string.decode(),
        today=today(),
        page_marking=report_marking(scope),
    )


@bp.route("/figures.<suffix>", endpoint="figures_file")
@may("see")
def figures_file(suffix: str) -> ResponseReturnValue:
    """Send the figures as CSV or as a workbook."""
    asked = chosen()
    scope = asked.scope
    columns = tuple(
        Column(label) for label in (_("Code"), _("Figure"), _("Value"), _("n"), _("How counted"))
    )
    rows = [
        (one.code, one.label, one.value, one.n, one.how)
        for _title, lines in figure_groups(asked)
        for one in lines
    ]
    marking = str(report_marking(scope).label)
    note = _("Period: %(first)s to %(last)s", first=scope.period.first, last=scope.period.last)
    table = Table(_("Figures"), columns, rows, (note, *report_release(scope)), marking)
    name = _("figures") + f"-{scope.period.first}-{scope.period.last}"
    return respond_table(table, suffix, name)
