"""Forms for asking somebody outside for a value, and for giving it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import StringField, TextAreaField

from planner.objectives.far_fields import AsksAboutFarValues
from planner.objectives.forms import PeriodFields
from planner.objectives.indicator_forms import figure
from planner.shapes.value_link import DAYS_OPEN, AskedOutside, GivenValue
from planner.web.forms import PlannerForm
from planner.web.number_fields import NumberField


class AskOutsideForm(PeriodFields, PlannerForm):
    """Whom to ask for a value of which days."""

    shape = AskedOutside

    asked_of = StringField(_l("Whom you ask"))
    days = NumberField(_l("Days for which the link is good"), default=DAYS_OPEN)


class GiveValueForm(AsksAboutFarValues, PlannerForm):
    """A value that somebody outside gives.

    It stands on no session: its address is secret, good for one value, and what it guards.
    """

    shape = GivenValue

    value = figure(_l("Value"))
    note = TextAreaField(_l("Note"))
    giver_name = StringField(_l("Your name"))
    giver_organisation = StringField(_l("Your organisation"))

    class Meta(PlannerForm.Meta):
        """How a form without a session speaks."""

        csrf = False

    def hidden_tag(self, *fields: Any) -> Markup:
        """Return no one-use key: the link itself is good for one."""
        found: Markup = FlaskForm.hidden_tag(self, *fields)
        return found
