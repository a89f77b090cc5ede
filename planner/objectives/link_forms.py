"""Forms for asking somebody outside for a value, and for giving it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import SelectField, StringField, TextAreaField

from planner.choices import MeasuredAs
from planner.objectives.far_fields import AsksAboutFarValues
from planner.objectives.forms import PeriodFields
from planner.objectives.indicator_forms import figure
from planner.objectives.models import Indicator
from planner.objectives.value_forms import place, places
from planner.shapes.value_link import DAYS_OPEN, AskedOutside, GivenPercentage, GivenValue
from planner.web.forms import PlannerForm
from planner.web.number_fields import NumberField


class AskOutsideForm(PeriodFields, PlannerForm):
    """Whom to ask for a value of which days."""

    shape = AskedOutside

    asked_of = StringField(_l("Whom you ask"))
    days = NumberField(_l("Days for which the link is good"), default=DAYS_OPEN)


class GiverForm(PlannerForm):
    """Who gives a value from outside.

    It stands on no session: its address is secret, good for one value, and what it guards.
    """

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


class GiveValueForm(AsksAboutFarValues, GiverForm):
    """A number that somebody outside gives."""

    shape = GivenValue

    value = figure(_l("Value"))


class GivePercentageForm(AsksAboutFarValues, GiverForm):
    """So many of so many, as somebody outside gives it."""

    shape = GivenPercentage

    numerator = figure(_l("How many it is true of"))
    denominator = figure(_l("Of how many in all"))


class GiveWordForm(GiverForm):
    """A word of the scale that somebody outside gives."""

    shape = GivenValue

    value = SelectField(_l("Word seen"), coerce=place)


def giving_form(indicator: Indicator) -> GiveValueForm | GivePercentageForm | GiveWordForm:
    """Return the form by which a value of an indicator is given."""
    if indicator.measured_as is MeasuredAs.PERCENTAGE:
        return GivePercentageForm()
    if indicator.measured_as is MeasuredAs.NUMBER:
        return GiveValueForm()
    form = GiveWordForm()
    form.value.choices = places(indicator)
    return form
