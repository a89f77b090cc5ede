"""Pages of objectives, and the door of the room."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Flask, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.choices import SmartLetter
from planner.clock import now, today
from planner.db import db
from planner.objectives import (  # noqa: F401 - pages and panels register themselves
    line_views,
    link_views,
    objective_step_views,
    panel_views,
    picker_queries,
    queries,
    target_views,
    update_views,
    value_due_views,
)
from planner.objectives.aim_views import bp as aim_bp
from planner.objectives.assessment import (
    PlanFigures,
    assess_objective,
    assess_plan,
    with_objectives,
)
from planner.objectives.blueprint import back_to, bp
from planner.objectives.columns import OBJECTIVES, PARENTS, indicator_lines, parent_lines
from planner.objectives.computed import executed_by_objective
from planner.objectives.filtering import ObjectiveFilter
from planner.objectives.forms import ObjectiveForm
from planner.objectives.indicator_views import bp as indicator_bp
from planner.objectives.left_out import left_out_of_plan
from planner.objectives.lights import lights_of
from planner.objectives.models import Objective, Plan
from planner.objectives.objective_actions import (
    add_objective,
    edit_objective,
    may_edit,
    require_edit,
)
from planner.objectives.outside_views import PREFIX
from planner.objectives.outside_views import bp as outside_bp
from planner.objectives.part_columns import PARTS
from planner.objectives.parts_told import part_lines, parted_words
from planner.objectives.period_columns import PERIODS
from planner.objectives.periods_read import made_from_words, periods_of
from planner.objectives.plan_views import asked_plan
from planner.objectives.plan_views import bp as plan_bp
from planner.objectives.reasons import (
    attainment_reason,
    light_label,
    measured_words,
    parent_words,
    waiting_words,
)
from planner.objectives.requirement_views import bp as requirement_bp
from planner.objectives.smart import SmartCheck
from planner.objectives.smart_queries import smart_checks
from planner.objectives.sparkline import sparkline_of
from planner.objectives.told import (
    baseline_told,
    target_told,
    unit_told,
    update_told,
    words_of,
)
from planner.office.queries import office
from planner.text.reading import row_id
from planner.web.access import may, viewer
from planner.web.left_out import left_out_table
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.outside import open_outside


def init_room(app: Flask) -> None:
    """Open the room."""
    for blueprint in (bp, aim_bp, plan_bp, indicator_bp, requirement_bp, outside_bp):
        app.register_blueprint(blueprint)
    open_outside(app, PREFIX)
    app.jinja_env.globals.update(
        light_label=light_label,
        attainment_reason=attainment_reason,
        measured_words=measured_words,
        waiting_words=waiting_words,
        parent_words=parent_words,
        sparkline_of=sparkline_of,
        made_from_words=made_from_words,
        parted_words=parted_words,
        baseline_told=baseline_told,
        target_told=target_told,
        unit_told=unit_told,
        update_told=update_told,
    )
    app.jinja_env.filters["told_words"] = words_of


@bp.route("/objectives/")
@may("see")
def index() -> ResponseReturnValue:
    """Show a plan: its lines of effort, their objectives and how far they have come."""
    plan = asked_plan()
    if plan is None:
        return render_template("objectives/none.html")
    whole = queries.whole_plan(plan.id)
    if whole is None:
        abort(404)
    figures = assess_plan(whole, today())
    checks = smart_checks(objectives_in(whole), today(), viewer())
    shown = shown_filter(OBJECTIVES)
    shown.form["plan"].data = str(whole.id)
    return render_template(
        "objectives/index.html",
        plan=whole,
        shown=shown,
        query=MultiDict(shown.wanted.pairs()).to_dict(flat=False) | {"plan": plan.id},
        figures=narrowed(figures, shown.wanted, checks),
        checks=checks,
        left_out=left_out_of_plan(figures),
        lights=lights_of(objectives_in(whole), today()),
        executed=executed_by_objective(plan.starts_on, plan.ends_on),
        plans=picker_queries.plan_choices(),
    )


def narrowed(
    figures: PlanFigures, wanted: ObjectiveFilter, checks: Mapping[int, SmartCheck]
) -> PlanFigures:
    """Return a plan’s figures with the objectives that a filter lets through."""
    if all(name == "plan" for name, _value in wanted.pairs()):
        return figures
    kept = wanted.among(figures.objectives, checks)
    return with_objectives(figures, {one.objective.id for one in kept})


def objectives_in(plan: Plan) -> list[Objective]:
    """Return the objectives of a plan, of any standing."""
    return [one for line in plan.lines for one in line.objectives]


@bp.route("/objectives.<suffix>")
@may("see")
def export(suffix: str) -> ResponseReturnValue:
    """Download the plan's objectives and indicators with their progress."""
    plan = asked_plan()
    whole = queries.whole_plan(plan.id) if plan else None
    if whole is None:
        abort(404)
    lights = lights_of(objectives_in(whole), today())
    executed = executed_by_objective(whole.starts_on, whole.ends_on)
    figures = assess_plan(whole, today())
    wanted = filter_of_file(OBJECTIVES)
    checks = smart_checks(objectives_in(whole), today(), viewer())
    rows = list(indicator_lines(narrowed(figures, wanted, checks), lights, executed, checks))
    left_out = left_out_table(left_out_of_plan(figures), _("Objectives"))
    parted = [one.reading for one in rows if one.reading and one.reading.indicator.parted_by]
    periods = periods_of([one.reading.indicator for one in rows if one.reading], today())
    beside = (
        PERIODS.file(periods),
        PARTS.file(part_lines(parted)),
        PARENTS.file(parent_lines(figures)),
        left_out,
    )
    listed = replace(OBJECTIVES, title=whole.name)
    return respond_list(listed, rows, suffix, as_of=now(), beside=beside)


def objective_form(plan: Plan, objective: Objective | None) -> ObjectiveForm:
    """Return the form of an objective, empty or filled."""
    owners = picker_queries.owner_choices(keep=objective.owner_id if objective else None)
    return ObjectiveForm(
        obj=objective,
        lines=picker_queries.line_choices(plan),
        owners=owners,
        data=None
        if objective
        else {
            "line_id": request.args.get("line", type=row_id),
            "outcome_window_days": office().outcome_days,
        },
    )


@bp.route("/plans/<id:plan_id>/objectives/new", methods=["GET", "POST"])
@may("propose_plan")
def new(plan_id: int) -> ResponseReturnValue:
    """Add an objective to a plan: the desk agrees it at once, a planner proposes it."""
    plan = db.get_or_404(Plan, plan_id)
    form = objective_form(plan, None)
    if objective := form.submit(add_objective, plan, viewer=viewer()):
        flash(_("%(code)s is in the plan.", code=objective.code), "success")
        return back_to(objective)
    page = render_template("objectives/edit.html", form=form, plan=plan, objective=None)
    return page, 422 if form.errors else 200


@bp.route("/objectives/<id:objective_id>")
@may("see")
def show(objective_id: int) -> ResponseReturnValue:
    """Show an objective with its indicators, targets and updates."""
    objective = queries.whole_objective(objective_id)
    if objective is None:
        abort(404)
    return render_template(
        "objectives/show.html",
        objective=objective,
        figures=assess_objective(objective, today()),
        lit=lights_of([objective], today()),
        check=smart_checks([objective], today(), viewer())[objective.id],
        letters=SmartLetter,
        is_editable=may_edit(objective, viewer()),
        today=today(),
    )


@bp.route("/objectives/<id:objective_id>/edit", methods=["GET", "POST"])
@may("propose_plan")
def edit(objective_id: int) -> ResponseReturnValue:
    """Change an objective."""
    objective = db.get_or_404(Objective, objective_id)
    require_edit(objective, viewer())
    form = objective_form(objective.line.plan, objective)
    if form.submit(edit_objective, objective, viewer=viewer()):
        flash(_("%(code)s is saved.", code=objective.code), "success")
        return back_to(objective)
    page = render_template(
        "objectives/edit.html", form=form, plan=objective.line.plan, objective=objective
    )
    return page, 422 if form.errors else 200
