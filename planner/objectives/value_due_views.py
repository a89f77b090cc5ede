"""The page that says who owes the values of an indicator, and by when."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.db import db
from planner.objectives.indicator_forms import OwedValuesForm
from planner.objectives.indicator_views import bp, status, to_indicator
from planner.objectives.models import Indicator
from planner.objectives.objective_actions import require_edit
from planner.objectives.picker_queries import value_owner_choices
from planner.objectives.value_due import holds_typed_day
from planner.objectives.value_due_actions import set_owed_values
from planner.web.access import may, viewer


@bp.route("/indicators/<id:indicator_id>/owner", methods=["GET", "POST"])
@may("propose_plan")
def owed_values(indicator_id: int) -> ResponseReturnValue:
    """Say who owes the values, how often, and by which day the next one."""
    indicator = db.get_or_404(Indicator, indicator_id)
    require_edit(indicator.objective, viewer())
    form = OwedValuesForm(obj=indicator, owners=value_owner_choices(keep=indicator.owner_id))
    if not form.is_submitted() and not holds_typed_day(indicator):
        form.typed_due_on.data = None
    if form.submit(set_owed_values, indicator, viewer=viewer(), today=today()):
        flash(_("Owner and due day of %(code)s are saved.", code=indicator.code), "success")
        return to_indicator(indicator_id)
    page = render_template("indicators/owed.html", form=form, indicator=indicator)
    return page, status(form)
