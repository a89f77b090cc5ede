"""Pages of national and civilian aims."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.objectives import aim_queries
from planner.objectives.aim_actions import (
    add_aim,
    edit_aim,
    reinstate_aim,
    remove_aim,
    retire_aim,
)
from planner.objectives.aim_columns import AIMS, AimLine, aim_lines
from planner.objectives.aim_forms import AimForm
from planner.objectives.aim_models import Aim
from planner.objectives.assessment import assess_plans
from planner.objectives.lights import lights_of
from planner.objectives.plan_views import tell_why
from planner.objectives.progress import rolled_up
from planner.web.access import may
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.lists.files import respond_list
from planner.web.removal_forms import RemovalForm, offer_undo

bp = Blueprint("aims", __name__, url_prefix="/aims")


def to_aim(aim_id: int) -> ResponseReturnValue:
    """Go to the page of an aim."""
    return redirect(url_for("aims.show", aim_id=aim_id), 303)


def lines() -> list[AimLine]:
    """Return every aim with the number of its plans."""
    return aim_lines(list(aim_queries.aims()), aim_queries.plans_by_aim())


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the aims."""
    return render_template("aims/index.html", aims=AIMS.page(lines()))


@may("see")
def export(suffix: str) -> Response:
    """Download the aims."""
    return respond_list(AIMS, lines(), suffix, as_of=now())


beside_the_list(bp, "/aims", export)


@bp.route("/<id:aim_id>")
@may("see")
def show(aim_id: int) -> ResponseReturnValue:
    """Show an aim with the plans that serve it, their objectives and how far they have come."""
    aim = db.get_or_404(Aim, aim_id)
    plans = assess_plans(aim_queries.whole_plans_of(aim), today())
    objectives = [one.objective for plan in plans for one in plan.objectives]
    return render_template(
        "aims/show.html",
        aim=aim,
        plans=plans,
        reached=rolled_up([one.attainment for one in plans if one.attainment.parts]),
        lights=lights_of(objectives, today()),
    )


@bp.route("/new", methods=["GET", "POST"])
@may("set_plan")
def new() -> ResponseReturnValue:
    """Add an aim."""
    form = AimForm()
    if aim := form.submit(add_aim):
        words = _("“%(name)s” is added. Name it in the plans that serve it.", name=aim.name)
        flash(words, "success")
        return to_aim(aim.id)
    return render_template("aims/edit.html", form=form, aim=None), 422 if form.errors else 200


@bp.route("/<id:aim_id>/edit", methods=["GET", "POST"])
@may("set_plan")
def edit(aim_id: int) -> ResponseReturnValue:
    """Change an aim."""
    aim = db.get_or_404(Aim, aim_id)
    form = AimForm(obj=aim)
    if form.submit(edit_aim, aim):
        flash(_("“%(name)s” is saved.", name=aim.name), "success")
        return to_aim(aim_id)
    return render_template("aims/edit.html", form=form, aim=aim), 422 if form.errors else 200


@bp.route("/<id:aim_id>/retire", methods=["POST"])
@may("set_plan")
def retire(aim_id: int) -> ResponseReturnValue:
    """Offer an aim no more."""
    aim = db.get_or_404(Aim, aim_id)
    form = ActionForm()
    if form.submit(retire_aim, aim, today=today()):
        undo = url_for(".reinstate", aim_id=aim_id)
        offer_undo(_("“%(name)s” is retired.", name=aim.name), undo)
    tell_why(form)
    return to_aim(aim_id)


@bp.route("/<id:aim_id>/reinstate", methods=["POST"])
@may("set_plan")
def reinstate(aim_id: int) -> ResponseReturnValue:
    """Offer a retired aim again."""
    aim = db.get_or_404(Aim, aim_id)
    if ActionForm().submit(reinstate_aim, aim):
        flash(_("“%(name)s” is in use again.", name=aim.name), "success")
    return to_aim(aim_id)


@bp.route("/<id:aim_id>/remove", methods=["POST"])
@may("set_plan")
def remove(aim_id: int) -> ResponseReturnValue:
    """Remove an aim that no plan serves."""
    aim = db.get_or_404(Aim, aim_id)
    name, form = aim.name, RemovalForm()
    if form.remove(aim, remove_aim, aim, page=("aims.show", "aim_id")):
        form.tell(_("“%(name)s” is removed.", name=name))
        return redirect(url_for(".index"), 303)
    tell_why(form)
    return to_aim(aim_id)
