"""Forms for indicators, their targets and their updates."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from planner.choices import Aggregation, Direction, IndicatorLevel, IndicatorSource, Rhythm
from planner.objectives.forms import PeriodFields
from planner.partners.fields import options
from planner.shapes.indicator import OwedValues, WrittenIndicator, WrittenTarget, WrittenValue
from planner.shapes.lines import LARGEST_FIGURE, PLACES
from planner.text.reading import row_id_or_none
from planner.web.day_fields import DayField
from planner.web.forms import PlannerForm
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm


def figure(label: Any, **more: Any) -> NumberField:
    """Return a field for a number with at most four places, as the database keeps it."""
    return NumberField(label, places=PLACES, most=int(LARGEST_FIGURE), **more)


class IndicatorForm(VersionedForm):
    """An indicator and its baseline."""

    shape = WrittenIndicator

    code = StringField(_l("Code"))
    name = StringField(_l("What is measured"))
    unit = StringField(_l("Unit"), description=_l("Such as percent, count, days or score"))
    level = SelectField(_l("Kind of result"), coerce=IndicatorLevel)
    direction = SelectField(_l("Wanted direction"), coerce=Direction)
    source = SelectField(
        _l("Where its values come from"), coerce=IndicatorSource, default=IndicatorSource.MANUAL
    )
    aggregation = SelectField(_l("How several values make one"), coerce=Aggregation)
    is_yearly = BooleanField(
        _l("Counted per year"), description=_l("The target is then wanted of each year")
    )
    baseline = figure(_l("Baseline"), description=_l("The value before the plan began"))
    baseline_on = DayField(_l("Day of the baseline"))
    value_weight = figure(_l("Weight in the objective"), default=Decimal(1))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level.choices = options(IndicatorLevel.choices())
        self.direction.choices = options(Direction.choices())
        self.source.choices = options(IndicatorSource.choices())
        self.aggregation.choices = options(Aggregation.choices())


class OwedValuesForm(VersionedForm):
    """Who owes the values of an indicator, and by when."""

    shape = OwedValues

    owner_id = SelectField(_l("Owner of the values"), coerce=row_id_or_none)
    rhythm = SelectField(_l("How often a value is due"), coerce=Rhythm, default=Rhythm.NONE)
    typed_due_on = DayField(
        _l("Next value due on"), description=_l("Empty: counted from the last value")
    )

    def __init__(self, *args: Any, owners: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rhythm.choices = options(Rhythm.choices())
        self.owner_id.choices = {"": _("Nobody yet")} | {str(k): v for k, v in owners.items()}


class TargetForm(PeriodFields, PlannerForm):
    """The value wanted by the end of a period."""

    shape = WrittenTarget

    value = figure(_l("Value wanted"))


class UpdateForm(PlannerForm):
    """A value seen on a day."""

    shape = WrittenValue

    seen_on = DayField(_l("Seen on"))
    value = figure(_l("Value"))
    note = TextAreaField(_l("Note"))
    evidence_url = StringField(
        _l("Link to the evidence"), filters=[lambda value: (value or "").strip()]
    )
