"""Pages of indicators, their targets and their updates."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import IndicatorSource, MeasuredAs
from planner.clock import now, today
from planner.db import db
from planner.foureyes import has_written
from planner.history.undo_actions import take_back
from planner.objectives import indicator_actions as actions
from planner.objectives.computed import computed_words
from planner.objectives.indicator_forms import FORMS
from planner.objectives.link_queries import links_of
from planner.objectives.models import Indicator, Objective
from planner.objectives.objective_actions import may_edit, require_edit
from planner.objectives.outside_release import why_not_outside
from planner.objectives.parts_told import lines_of_period, parts_of_values
from planner.objectives.periods_read import periods_of
from planner.objectives.readings import read, values_counted, years_of
from planner.objectives.value_due import owed_on
from planner.web.access import may, viewer
from planner.web.forms import PlannerForm
from planner.web.removal_forms import RemovalForm

bp = Blueprint("indicators", __name__, url_prefix="/objectives")


def to_indicator(indicator_id: int) -> ResponseReturnValue:
    """Go to an indicator's page."""
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


def status(form: PlannerForm) -> int:
    """Return 422 for a form with errors, else 200."""
    return 422 if form.errors else 200


def tell_undo(words: str, undo_url: str) -> None:
    """Say what was removed, with a button that brings it back."""
    flash({"text": words, "undo_url": undo_url}, "undo")  # type: ignore[arg-type]


def asked_back(kind: str) -> dict[str, Any]:
    """Return what the undo button asks back; RuleBroken when there is nothing to give."""
    return take_back(kind, request.args.get("kept", ""), viewer=viewer(), now=now())


@bp.route("/indicators/<id:indicator_id>")
@may("see")
def show(indicator_id: int) -> ResponseReturnValue:
    """Show an indicator: where it stands, its targets and its values."""
    indicator = db.get_or_404(Indicator, indicator_id)
    reading = read(indicator, today())
    made_of = values_counted(indicator, reading.span) if reading.span else []
    return render_template(
        "indicators/show.html",
        indicator=indicator,
        reading=reading,
        made_of={row.id for row in made_of},
        years=years_of(indicator, today()),
        periods=periods_of([indicator], today()),
        part_lines=list(lines_of_period(reading)),
        parts_of_values=parts_of_values(indicator) if indicator.parted_by else {},
        is_editable=may_edit(indicator.objective, viewer()),
        written={row.id for row in indicator.updates if has_written(row, viewer().user_id)},
        owed_on=owed_on(indicator),
        links=links_of(indicator) if viewer().may("report") else (),
        why_not_outside=why_not_outside(indicator),
        moment_now=now(),
        today=today(),
        counted=computed_words(indicator.code) if is_auto(indicator) else "",
    )


def is_auto(indicator: Indicator) -> bool:
    """Say whether the product computes the values."""
    return indicator.source is IndicatorSource.AUTO


@bp.route("/<id:objective_id>/indicators/new", methods=["GET", "POST"])
@may("propose_plan")
def new(objective_id: int) -> ResponseReturnValue:
    """Add an indicator to an objective, by what it is to measure."""
    objective = db.get_or_404(Objective, objective_id)
    require_edit(objective, viewer())
    asked = request.args.get("measured_as", "")
    measured_as = next((one for one in MeasuredAs if one == asked), MeasuredAs.NUMBER)
    form = FORMS[measured_as](data={"baseline_on": objective.line.plan.starts_on})
    if indicator := form.submit(actions.add_indicator, objective, viewer=viewer()):
        flash(_("%(code)s is added. Set its target.", code=indicator.code), "success")
        return to_indicator(indicator.id)
    about = {"objective": objective, "indicator": None, "measures": tabs(objective, measured_as)}
    return render_template("indicators/edit.html", form=form, **about), status(form)


def tabs(objective: Objective, chosen: MeasuredAs) -> list[dict[str, object]]:
    """Return the sorts of measure to choose from before an indicator is added."""
    return [
        {
            "label": one.label,
            "href": url_for(".new", objective_id=objective.id, measured_as=one.value),
            "is_current": one is chosen,
        }
        for one in MeasuredAs
    ]


@bp.route("/indicators/<id:indicator_id>/edit", methods=["GET", "POST"])
@may("propose_plan")
def edit(indicator_id: int) -> ResponseReturnValue:
    """Change an indicator."""
    indicator = db.get_or_404(Indicator, indicator_id)
    objective = indicator.objective
    require_edit(objective, viewer())
    form = FORMS[indicator.measured_as](obj=indicator)
    if form.submit(actions.edit_indicator, indicator, viewer=viewer()):
        flash(_("%(code)s is saved.", code=indicator.code), "success")
        return to_indicator(indicator.id)
    about = {"objective": objective, "indicator": indicator}
    return render_template("indicators/edit.html", form=form, **about), status(form)


@bp.route("/indicators/<id:indicator_id>/remove", methods=["POST"])
@may("propose_plan")
def remove(indicator_id: int) -> ResponseReturnValue:
    """Remove an indicator without values."""
    indicator = db.get_or_404(Indicator, indicator_id)
    objective_id, code = indicator.objective_id, indicator.code
    form, page = RemovalForm(), ("indicators.show", "indicator_id")
    if form.remove(indicator, actions.remove_indicator, indicator, viewer=viewer(), page=page):
        form.tell(_("%(code)s is removed.", code=code))
        return redirect(url_for("objectives.show", objective_id=objective_id), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return to_indicator(indicator_id)
