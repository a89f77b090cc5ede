"""Forms for the targets and the values of an indicator, by what it measures."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from planner.choices import MeasuredAs
from planner.objectives.far_fields import AsksAboutFarValues
from planner.objectives.forms import PeriodFields
from planner.objectives.indicator_forms import figure
from planner.objectives.models import Indicator
from planner.partners.fields import options
from planner.shapes.indicator import WrittenTarget, WrittenValue
from planner.shapes.measured import PercentageValue
from planner.text.reading import row_id
from planner.web.day_fields import DayField
from planner.web.forms import PlannerForm


def place(value: object) -> Decimal | None:
    """Return the place that a select sends; none where nothing is chosen, ValueError for noise."""
    if value in (None, ""):
        return None
    return value if isinstance(value, Decimal) else Decimal(row_id(value))


class TargetForm(PeriodFields, PlannerForm):
    """The value wanted by the end of a period."""

    shape = WrittenTarget

    value = figure(_l("Value wanted"))


class WordWantedForm(PeriodFields, PlannerForm):
    """The word of the scale that is wanted by the end of a period."""

    shape = WrittenTarget

    value = SelectField(_l("Word wanted"), coerce=place)


class SeenFields:
    """When a value was seen, and its evidence."""

    seen_on = DayField(_l("Seen on"))
    note = TextAreaField(_l("Note"))
    evidence_url = StringField(
        _l("Link to the evidence"), filters=[lambda value: (value or "").strip()]
    )


class UpdateForm(AsksAboutFarValues, SeenFields, PlannerForm):
    """A number seen on a day."""

    shape = WrittenValue

    value = figure(_l("Value"))


class PercentageUpdateForm(AsksAboutFarValues, SeenFields, PlannerForm):
    """So many of so many, seen on a day."""

    shape = PercentageValue

    numerator = figure(_l("How many it is true of"), description=_l("The numerator"))
    denominator = figure(_l("Of how many in all"), description=_l("The denominator"))


class WordSeenForm(SeenFields, PlannerForm):
    """A word of the scale, seen on a day."""

    shape = WrittenValue

    value = SelectField(_l("Word seen"), coerce=place)


def target_form(indicator: Indicator, **filled: Any) -> TargetForm | WordWantedForm:
    """Return the form of a target of an indicator, filled from `obj` or `data`."""
    if indicator.measured_as is not MeasuredAs.SCALE:
        return TargetForm(**filled)
    form = WordWantedForm(**filled)
    form.value.choices = places(indicator)
    return form


def update_form(
    indicator: Indicator, **filled: Any
) -> UpdateForm | PercentageUpdateForm | WordSeenForm:
    """Return the form of a value of an indicator, filled from `obj` or `data`."""
    if indicator.measured_as is MeasuredAs.PERCENTAGE:
        return PercentageUpdateForm(**filled)
    if indicator.measured_as is MeasuredAs.NUMBER:
        return UpdateForm(**filled)
    form = WordSeenForm(**filled)
    form.value.choices = places(indicator)
    return form


def places(indicator: Indicator) -> list[SelectChoice]:
    """Return place and word of each step of a scale, the lowest first, below an empty line."""
    return options(dict(enumerate(indicator.words, 1)), empty=_("Choose a word"))
