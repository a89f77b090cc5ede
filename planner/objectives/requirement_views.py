"""Pages of requirements: the grid, its form, its agreement and its downloads."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import now, today
from planner.errors import RuleBroken
from planner.objectives import requirement_queries as asked
from planner.objectives.filtering import GridFilter
from planner.objectives.plan_views import asked_plan, tell_why
from planner.objectives.requirement_actions import agree_requirements, set_requirements
from planner.objectives.requirement_forms import RequirementsForm, cell_name
from planner.objectives.requirement_tables import REQUIREMENTS, grid_lines, list_of
from planner.office.queries import year_style
from planner.text import reading
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.intake import NotThere
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.years import year_named

bp = Blueprint("requirements", __name__)


@dataclass(frozen=True)
class GridShown:
    """The grid that a URL asks for, and the query that asks for it again."""

    whole: asked.Grid
    query: dict[str, Any]

    @property
    def grid(self) -> asked.Grid:
        """Return the grid to read: nations without a number are left out until asked for."""
        return self.whole if self.query.get("all") else asked.with_numbers(self.whole)


def shown_grid() -> GridShown | None:
    """Return the grid of this URL; None without a plan; 404 for a year outside the plan."""
    plan = asked_plan()
    if plan is None:
        return None
    wanted, style = GridFilter.from_args(request.args), year_style()
    named = wanted.year
    year = year_named(named, style) if named else asked.year_shown(plan, style, today())
    if year is None or year not in asked.years_of(plan, style):
        sentence = _("“%(year)s” is no year of “%(plan)s”.", year=named[:40], plan=plan.name)
        raise NotThere(sentence)
    scope = viewer().nations
    if plan.nation_code:
        scope = frozenset({plan.nation_code})
    nations = asked.nations_shown(wanted.tier, wanted.desk, scope)
    query = replace(wanted, plan=plan.id, year=year.name).pairs()
    return GridShown(asked.grid(plan, year, nations), dict(query))


def grid_or_404() -> GridShown:
    """Return the grid of this URL, or 404 without a plan.

    Raises RuleBroken where a part of the URL cannot be read: what is saved, agreed to or leaves
    as a file is never wider than what was asked for.
    """
    shown = shown_grid()
    if shown is None:
        abort(404)
    if problems := GridFilter.from_args(request.args).problems:
        raise RuleBroken(" ".join(problems))
    return shown


@bp.route("/requirements/")
@may("see")
def index() -> ResponseReturnValue:
    """Show how many events are wanted for each objective with each nation in a year."""
    shown = shown_grid()
    if shown is None:
        return render_template("objectives/none.html")
    grid = shown.grid
    years = {year.name: year.name for year in asked.years_of(grid.plan, year_style())}
    narrowed = shown_filter(REQUIREMENTS, year=years)
    for name in ("plan", "year"):
        narrowed.form[name].data = shown.query[name]
    return render_template(
        "requirements/index.html",
        grid=grid,
        whole=shown.whole,
        query=shown.query,
        shown=narrowed,
    )


@bp.route("/requirements.<suffix>")
@may("see")
def export(suffix: str) -> ResponseReturnValue:
    """Download the grid that is shown."""
    shown = grid_or_404()
    grid = shown.grid
    return respond_list(list_of(grid, shown.whole), list(grid_lines(grid)), suffix, as_of=now())


@bp.route("/requirements/edit", methods=["GET", "POST"])
@may("propose_plan")
def edit() -> ResponseReturnValue:
    """Edit the grid: the desk sets the numbers, a planner proposes them."""
    shown = grid_or_404()
    grid = shown.whole
    form = RequirementsForm(grid=grid, shown=shown.grid, typed=request.form)
    changed = form.submit(set_requirements, grid.plan, grid.year, viewer=viewer())
    if changed is not None:
        flash(
            ngettext("%(num)s number is saved.", "%(num)s numbers are saved.", len(changed)),
            "success",
        )
        return redirect(url_for(".index", **shown.query), 303)
    page = render_template(
        "requirements/edit.html", grid=grid, query=shown.query, form=form, cell_name=cell_name
    )
    return page, 422 if form.errors else 200


@bp.route("/requirements/agree", methods=["POST"])
@may("agree_plan")
def agree() -> ResponseReturnValue:
    """Agree to the proposed numbers of one objective or of all."""
    shown = grid_or_404()
    form = ActionForm()
    objective_id = request.form.get("objective_id", type=reading.row_id)
    agreed = form.submit(
        agree_requirements,
        shown.whole.plan,
        shown.whole.year,
        viewer=viewer(),
        objective_id=objective_id,
    )
    if agreed:
        flash(
            ngettext("%(num)s number is agreed.", "%(num)s numbers are agreed.", len(agreed)),
            "success",
        )
    tell_why(form)
    return redirect(url_for(".index", **shown.query), 303)
