"""Pages of plans and their lines of effort."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.objectives import queries
from planner.objectives.actions import add_plan, edit_plan, remove_plan
from planner.objectives.aim_queries import aim_choices
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.objectives.filtering import AIM, PLAN
from planner.objectives.forms import AdoptForm, PlanForm
from planner.objectives.models import Plan
from planner.objectives.plan_columns import PLANS
from planner.office.queries import year_style
from planner.partners.queries import nation_choices, partner_nations
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.intake import NotThere
from planner.web.lists.files import respond_list
from planner.web.reader import Reader
from planner.web.removal_forms import RemovalForm

bp = Blueprint("plans", __name__, url_prefix="/plans")


def asked_plan() -> Plan | None:
    """Return the plan that the URL names, else the current one; 404 for one that is not there.

    Where an aim is asked for alone, it is the current one of the plans that serve it.
    """
    read = Reader(request.args)
    wanted = PLAN.asking.read(read, PLAN.name)
    found = db.session.get(Plan, wanted) if wanted else current_one()
    if read.problems or (wanted and found is None):
        asked = request.args["plan"].strip()[:40]
        raise NotThere(_("There is no plan “%(plan)s”. Choose one among the plans.", plan=asked))
    return found


def current_one() -> Plan | None:
    """Return the current plan, of those that serve the aim asked for if there are any."""
    aim_id = AIM.asking.read(Reader(request.args), AIM.name)
    of_aim = queries.current_plan(today(), aim_id) if aim_id else None
    return of_aim or queries.current_plan(today())


def nations_offered(keep: str | None = None) -> dict[str, str]:
    """Return the partner nations that the writer works with, and the one to keep, by name."""
    codes = {nation.code for nation in partner_nations()}
    scope = viewer().nations
    offered = codes if scope is None else codes & scope
    return nation_choices(offered | ({keep} if keep else set()))


def to_plan(plan_id: int) -> ResponseReturnValue:
    """Go to the page of a plan."""
    return redirect(url_for("objectives.index", plan=plan_id), 303)


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the plans."""
    return render_template("plans/index.html", plans=PLANS.page(queries.plans_with_aims()))


@may("see")
def export(suffix: str) -> Response:
    """Download the plans."""
    return respond_list(PLANS, queries.plans_with_aims(), suffix, as_of=now())


beside_the_list(bp, "/plans", export)


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
    form = PlanForm(aims=aim_choices(), nations=nations_offered())
    if plan := form.submit(add_plan):
        flash(_("“%(name)s” is made. Add its lines of effort.", name=plan.name), "success")
        return to_plan(plan.id)
    return render_template("plans/edit.html", form=form, plan=None), 422 if form.errors else 200


@bp.route("/<id:plan_id>/edit", methods=["GET", "POST"])
@may("set_plan")
def edit(plan_id: int) -> ResponseReturnValue:
    """Change a plan; its lines of effort are put in order here."""
    plan = db.get_or_404(Plan, plan_id, options=[queries.WHOLE_LINES])
    form = PlanForm(
        obj=plan, aims=aim_choices(plan.aim_ids), nations=nations_offered(plan.nation_code)
    )
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
