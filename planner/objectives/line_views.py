"""Pages of the lines of effort of a plan."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.db import db
from planner.objectives.actions import add_line, edit_line, move_line, remove_line
from planner.objectives.forms import LineForm
from planner.objectives.models import LineOfEffort, Plan
from planner.objectives.plan_views import bp, tell_why, to_plan
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import RemovalForm


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
