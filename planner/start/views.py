"""The pages of the first steps: an overview, and a page for each step."""

from typing import Any

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for
from flask import request as sent
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.start import queries
from planner.start.actions import (
    take_back_catalogue,
)
from planner.start.step_views import PAGES, page
from planner.start.steps import STEPS, next_open, step_named
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.panels import panel

bp = Blueprint("start", __name__, url_prefix="/start")


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show every step: whether it is done, who takes it, and which one is next."""
    found, who = queries.progress(viewer()), viewer()
    lines = [(step, step.is_done(found), step.words(found), step.may_take(who)) for step in STEPS]
    return render_template(
        "start/index.html", lines=lines, found=found, next_step=next_open(found, who)
    )


@bp.route("/<step>", methods=["GET", "POST"], endpoint="step")
@may("see")
def step_page(step: str) -> ResponseReturnValue:
    """Show one step with its form, for those who take it; say to others who does."""
    one = step_named(step)
    if one is None:
        abort(404)
    if not one.may_take(viewer()):
        if sent.method == "POST":
            abort(403)
        return page(one, None)
    return PAGES[step](one)


@bp.post("/catalogue/take-back")
@may("set_plan")
def take_back() -> ResponseReturnValue:
    """Remove the adopted catalogue again, as long as nothing rests on it."""
    plan, form = queries.catalogue_plan(), ActionForm()
    if plan is None:
        abort(404)
    if form.submit(take_back_catalogue, plan, viewer=viewer()):
        flash(_("The catalogue was taken back."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".step", step="catalogue"), 303)


@panel("desk_top")
def on_the_desk(_subject: object) -> tuple[str, dict[str, Any]] | None:
    """Lead on from My desk until the office has its first number of coverage."""
    found = queries.progress(viewer())
    if found.is_begun:
        return None
    done = sum(one.is_done(found) for one in STEPS)
    context = {"done": done, "all": len(STEPS), "next_step": next_open(found, viewer())}
    return "start/_on_the_desk.html", context


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
