"""The list of reports, and the page of all figures of a period."""

from dataclasses import replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.objectives.models import Objective
from planner.objectives.queries import plans as all_plans
from planner.presenters.table import Cell, Column, Table
from planner.reports.asked import matrix_rows, objectives_wished, scope_of, wish_of
from planner.reports.blueprint import bp
from planner.reports.coverage import coverage, required_numbers
from planner.reports.effort import activity, effort_by_nation, effort_by_objective
from planner.reports.figure_lines import (
    Figure,
    activity_figures,
    coverage_figures,
    execution_figures,
    left_out,
    outcome_figures,
    silence_figure,
    timeliness_figures,
)
from planner.reports.figures import executed_by_objective, sufficiency
from planner.reports.forms import PeriodForm
from planner.reports.page_parts import (
    offer_choices,
    period_words,
    report_links,
    report_marking,
    report_release,
    silent_codes,
)
from planner.reports.scope import Scope, query
from planner.reports.timeliness import silences
from planner.reports.yields import yield_by_objective
from planner.web.access import may
from planner.web.nationnames import nation_name
from planner.web.tables import respond_table


@bp.route("/", endpoint="index")
@may("see")
def index() -> ResponseReturnValue:
    """List the reports, each with a sentence."""
    return render_template("reports/index.html")


def asked_scope() -> tuple[PeriodForm, Scope, list[Objective]]:
    """Return the form of this request, its scope and the objectives in it."""
    form = PeriodForm(request.args)
    offer_choices(form, today())
    form.validate()
    wish = wish_of(form.data)
    scope = scope_of(wish, all_plans(), today())
    objectives = list(objectives_wished(wish, scope))
    if wish.chooses_objectives:
        scope = replace(scope, objective_ids=tuple(sorted(row.id for row in objectives)))
    return form, scope, objectives


def inbox_url(scope: Scope) -> str:
    """Return the follow-ups due in the period."""
    pairs = (("tab", "all"), ("from", scope.period.first), ("to", scope.period.last))
    return f"{url_for('followups.index')}?{query(pairs)}"


def figure_groups(scope: Scope, objectives: list[Objective]) -> list[tuple[str, list[Figure]]]:
    """Return all figures of a scope in groups."""
    links = report_links()
    rows = matrix_rows(objectives, "objective")
    found = coverage(scope, rows, is_narrowed=bool(scope.objective_ids))
    return [
        (_("Activity"), activity_figures(scope, links, activity(scope))),
        (_("Plan and execution"), execution_figures(scope, links)),
        (_("Coverage"), coverage_figures(found, links, [row.id for row in objectives])),
        (_("Outcomes"), outcome_figures(scope, links)),
        (
            _("Timeliness"),
            [
                *timeliness_figures(scope, links, inbox_url(scope)),
                silence_figure(silences(scope.today, silent_codes(scope))),
            ],
        ),
    ]


def objective_table(scope: Scope, objectives: list[Objective]) -> Table:
    """Return M3, M8 and M11 of each objective."""
    links = report_links()
    served, effort = executed_by_objective(scope), effort_by_objective(scope)
    required: dict[int, int] = {}
    for (key, _code), number in (required_numbers(scope) or {}).items():
        required[key] = required.get(key, 0) + number
    yields = yield_by_objective(scope, [row.id for row in objectives])
    rows: list[tuple[Any, ...]] = []
    for one in objectives:
        own, k, n = scope.of_objective(one.id), served.get(one.id, 0), required.get(one.id)
        due = yields[one.id].rate
        rows.append(
            (
                Cell(f"{one.code} {one.name}", url_for("objectives.show", objective_id=one.id)),
                Cell(k, links.rows("executed", own)),
                n,
                sufficiency(k, n),
                round(effort[one.id].person_days, 1) if one.id in effort else 0,
                effort[one.id].estimated if one.id in effort else 0,
                due.value,
                Cell(due.denominator, links.rows("yield-due", own)),
                Cell(yields[one.id].harmed, links.rows("harmed", own)),
            )
        )
    if None in effort and not scope.objective_ids:
        rest = effort[None]
        linkless = Cell(rest.events, links.rows("unlinked-on-days", scope))
        days = round(rest.person_days, 1)
        rows.append(
            (
                _("Without an objective"),
                linkless,
                None,
                None,
                days,
                rest.estimated,
                None,
                None,
                None,
            )
        )
    columns = (
        Column(_("Objective")),
        Column(_("Executed"), "number"),
        Column(_("Required"), "number"),
        Column(_("Sufficiency (M8)"), "percent"),
        Column(_("Person-days (M3)"), "number"),
        Column(_("Events estimated"), "number"),
        Column(_("Outcome yield (M11)"), "percent"),
        Column(_("n"), "number"),
        Column(_("Negative"), "number"),
    )
    return Table(_("By objective"), columns, rows)


def partner_table(scope: Scope) -> Table:
    """Return M4 and M17 of each partner."""
    effort = effort_by_nation(scope)
    silent = {row.nation.code: row for row in silences(scope.today, silent_codes(scope))}
    codes = sorted(set(effort) | set(silent), key=nation_name)
    rows = []
    for code in codes:
        found, quiet = effort.get(code), silent.get(code)
        rows.append(
            (
                Cell(nation_name(code), url_for("nations.show", code=code)),
                round(found.person_days, 1) if found else 0,
                found.estimated if found else 0,
                found.events if found else 0,
                quiet.last_on if quiet else None,
                quiet.days if quiet else None,
                quiet.days_in_person if quiet else None,
                quiet.nation.contact_limit if quiet else None,
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
    form, scope, objectives = asked_scope()
    return render_template(
        "reports/figures.html",
        form=form,
        groups=figure_groups(scope, objectives),
        by_objective=objective_table(scope, objectives),
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
    _form, scope, objectives = asked_scope()
    columns = tuple(
        Column(label) for label in (_("Code"), _("Figure"), _("Value"), _("n"), _("How counted"))
    )
    rows = [
        (one.code, one.label, one.value, one.n, one.how)
        for _title, lines in figure_groups(scope, objectives)
        for one in lines
    ]
    marking = str(report_marking(scope).label)
    note = _("Period: %(first)s to %(last)s", first=scope.period.first, last=scope.period.last)
    table = Table(_("Figures"), columns, rows, (note, *report_release(scope)), marking)
    name = _("figures") + f"-{scope.period.first}-{scope.period.last}"
    return respond_table(table, suffix, name)
