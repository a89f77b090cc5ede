"""The forms of closed periods."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import Optional

from planner.shapes.reopening import Reopening
from planner.web.day_fields import DayField
from planner.web.forms import FilterForm, PlannerForm


class PeriodChoiceForm(FilterForm):
    """Which period is to be closed: one that has ended, or days of one's own."""

    period = SelectField(_l("Period"), validate_choice=False)
    since = DayField(_l("From"), [Optional()], name="from", description=_l("For free days"))
    until = DayField(_l("To"), [Optional()], name="to")


class ReopeningForm(PlannerForm):
    """Why a closed period is reopened."""

    shape = Reopening

    reason = TextAreaField(_l("Reason"), render_kw={"rows": 3})
