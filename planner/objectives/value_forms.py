"""Forms for the targets and the values of an indicator, by what it measures."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from planner.choices import MeasuredAs, PartedBy
from planner.objectives.far_fields import AsksAboutFarValues
from planner.objectives.forms import PeriodFields
from planner.objectives.indicator_forms import figure
from planner.objectives.models import Indicator
from planner.objectives.parting import labels_of, lines_of, parts_read
from planner.partners.fields import options
from planner.shapes.indicator import WrittenTarget, WrittenValue
from planner.shapes.measured import PercentageValue
from planner.shapes.parted import PartedTarget, PartedValue
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


class PartsFields:
    """The parts of a count: one a line, with its number."""

    parts_nation = TextAreaField(_l("By nation"), description=_l("One a line: France 12"))
    parts_armed_service = TextAreaField(_l("By armed service"))
    parts_rank_band = TextAreaField(_l("By rank band"))
    parts_sex = TextAreaField(_l("By sex"))


class PartedUpdateForm(PartsFields, UpdateForm):
    """A count seen on a day, with its parts."""

    shape = PartedValue


class PartedTargetForm(PartsFields, TargetForm):
    """The value wanted, and what is wanted of its parts."""

    shape = PartedTarget


F = TypeVar("F", "PartedUpdateForm", "PartedTargetForm")


def with_parts(form: type[F], indicator: Indicator, filled: Mapping[str, Any]) -> F:
    """Return a form with a box for each disaggregation, filled with the parts that there are."""
    row, data = filled.get("obj"), dict(filled.get("data") or {})
    parts = parts_read(row.parts if row else "")
    typed = {f"parts_{by}": lines_of(by, parts) for by in PartedBy}
    made = form(obj=row, data=data | typed)
    for by in PartedBy:
        box = f"parts_{by}"
        if by not in indicator.parted_by:
            del made[box]
        elif known := labels_of(by):
            words = ", ".join(f"{label} 12" for label in list(known.values())[:3])
            made[box].description = _("One a line: %(words)s …", words=words)
    return made


def target_form(
    indicator: Indicator, **filled: Any
) -> TargetForm | WordWantedForm | PartedTargetForm:
    """Return the form of a target of an indicator, filled from `obj` or `data`."""
    if indicator.parted_by:
        return with_parts(PartedTargetForm, indicator, filled)
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
    if indicator.parted_by:
        return with_parts(PartedUpdateForm, indicator, filled)
    if indicator.measured_as is MeasuredAs.NUMBER:
        return UpdateForm(**filled)
    form = WordSeenForm(**filled)
    form.value.choices = places(indicator)
    return form


def places(indicator: Indicator) -> list[SelectChoice]:
    """Return place and word of each step of a scale, the lowest first, below an empty line."""
    return options(dict(enumerate(indicator.words, 1)), empty=_("Choose a word"))
