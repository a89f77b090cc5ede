"""Pages of plans and their lines of effort."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.db import db
from planner.objectives import queries
from planner.objectives.actions import (
    add_line,
    add_plan,
    adopt_catalogue,
    edit_line,
    edit_plan,
    move_line,
    remove_line,
    remove_plan,
)
from planner.objectives.filtering import PlanFilter
from planner.objectives.forms import AdoptForm, LineForm, PlanForm
from planner.objectives.models import LineOfEffort, Plan
from planner.office.queries import year_style
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.undoing import RemovalForm

bp = Blueprint("plans", __name__, url_prefix="/plans")


def asked_plan() -> Plan | None:
    """Return the plan that the URL names, else the current one; 404 for one that is not there."""
    wanted = PlanFilter.from_args(request.args)
    if wanted.problems:
        abort(404)
    return db.get_or_404(Plan, wanted.plan) if wanted.plan else queries.current_plan(today())


def to_plan(plan_id: int) -> ResponseReturnValue:
    """Go to the page of a plan."""
    return redirect(url_for("objectives.index", plan=plan_id), 303)


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the plans."""
    return render_template("plans/index.html", plans=queries.plans())


@bp.route("/<id:plan_id>")
@may("see")
def show(plan_id: int) -> ResponseReturnValue:
    """Lead to the plan's objectives."""
    return to_plan(db.get_or_404(Plan, plan_id).id)


@bp.route("/adopt", methods=["GET", "POST"])
@may("set_plan")
def adopt() -> ResponseReturnValue:
    """Adopt the default catalogue as a plan."""
    first = year_style().holding(today())
    last = first.style.beginning_in(first.begins + 2)
    name = _("Engagement plan %(first)s–%(last)s", first=first.name, last=last.name)
    form = AdoptForm(data={"name": name, "starts_on": first.first, "ends_on": last.last})
    if plan := form.submit(adopt_catalogue):
        flash(_("The default catalogue is your plan. Edit it to fit."), "success")
        return to_plan(plan.id)
    return render_template("plans/adopt.html", form=form), 422 if form.errors else 200


@bp.route("/new", methods=["GET", "POST"])
@may("set_plan")
def new() -> ResponseReturnValue:
    """Make an empty plan."""
    form = PlanForm()
    if plan := form.submit(add_plan):
        flash(_("“%(name)s” is made. Add its lines of effort.", name=plan.name), "success")
        return to_plan(plan.id)
    return render_template("plans/edit.html", form=form, plan=None), 422 if form.errors else 200


@bp.route("/<id:plan_id>/edit", methods=["GET", "POST"])
@may("set_plan")
def edit(plan_id: int) -> ResponseReturnValue:
    """Change a plan; its lines of effort are put in order here."""
    plan = db.get_or_404(Plan, plan_id)
    form = PlanForm(obj=plan)
    if form.submit(edit_plan, plan):
        flash(_("“%(name)s” is saved.", name=plan.name), "success")
        return to_plan(plan.id)
    return render_template("plans/edit.html", form=form, plan=plan), 422 if form.errors else 200


@bp.route("/<id:plan_id>/remove", methods=["POST"])
@may("set_plan")
def remove(plan_id: int) -> ResponseReturnValue:
    """Remove a plan without objectives."""
    plan = db.get_or_404(Plan, plan_id)
    name, form = plan.name, RemovalForm()
    if form.remove(plan, remove_plan, plan, page=("plans.edit", "plan_id")):
        form.tell(_("“%(name)s” is removed.", name=name))
        return redirect(url_for(".index"), 303)
    tell_why(form)
    return redirect(url_for(".edit", plan_id=plan_id), 303)


def tell_why(form: ActionForm) -> None:
    """Show on the next page why a button did nothing."""
    for sentence in form.form_errors:
        flash(sentence, "error")


@bp.route("/<id:plan_id>/lines/new", methods=["GET", "POST"])
@may("set_plan")
def new_line(plan_id: int) -> ResponseReturnValue:
    """Add a line of effort."""
    plan = db.get_or_404(Plan, plan_id)
    form = LineForm()
    if form.submit(add_line, plan, viewer=viewer()):
        return to_plan(plan_id)
    page = render_template("plans/line.html", form=form, plan=plan, line=None)
    return page, 422 if form.errors else 200


@bp.route("/lines/<id:line_id>/edit", methods=["GET", "POST"])
@may("set_plan")
def change_line(line_id: int) -> ResponseReturnValue:
    """Rename a line of effort."""
    line = db.get_or_404(LineOfEffort, line_id)
    form = LineForm(obj=line)
    if form.submit(edit_line, line):
        return to_plan(line.plan_id)
    page = render_template("plans/line.html", form=form, plan=line.plan, line=line)
    return page, 422 if form.errors else 200


@bp.route("/lines/<id:line_id>/<any(up, down):way>", methods=["POST"])
@may("set_plan")
def order_line(line_id: int, way: str) -> ResponseReturnValue:
    """Move a line of effort up or down."""
    line = db.get_or_404(LineOfEffort, line_id)
    form = ActionForm()
    if not form.submit(move_line, line, step=-1 if way == "up" else 1):
        tell_why(form)
    return redirect(url_for(".edit", plan_id=line.plan_id), 303)


@bp.route("/lines/<id:line_id>/remove", methods=["POST"])
@may("set_plan")
def drop_line(line_id: int) -> ResponseReturnValue:
    """Remove a line of effort without objectives."""
    line = db.get_or_404(LineOfEffort, line_id)
    plan_id, name, form = line.plan_id, line.name, RemovalForm()
    page = url_for(".edit", plan_id=plan_id)
    if form.remove(line, remove_line, line, page=page):
        form.tell(_("“%(name)s” is removed.", name=name))
    tell_why(form)
    return redirect(url_for(".edit", plan_id=plan_id), 303)
