"""Forms for indicators, their targets and their updates."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from planner.choices import Aggregation, Direction, IndicatorLevel, IndicatorSource
from planner.objectives.forms import PeriodFields
from planner.partners.fields import options
from planner.web.forms import PlannerForm, VersionedForm
from planner.web.number_fields import DayField, NumberField

LARGEST = 10**12 - 1
PLACES = 4


def figure(label: Any, validators: Any, **more: Any) -> NumberField:
    """Return a field for a number with at most four places, as the database keeps it."""
    return NumberField(label, validators, places=PLACES, most=LARGEST, **more)


class IndicatorForm(VersionedForm):
    """An indicator and its baseline."""

    code = StringField(_l("Code"), [DataRequired(_l("Enter a code")), Length(max=20)])
    name = StringField(
        _l("What is measured"), [DataRequired(_l("Enter what is measured")), Length(max=200)]
    )
    unit = StringField(
        _l("Unit"),
        [DataRequired(_l("Enter a unit")), Length(max=40)],
        description=_l("Such as percent, count, days or score"),
    )
    level = SelectField(_l("Kind of result"), coerce=IndicatorLevel)
    direction = SelectField(_l("Wanted direction"), coerce=Direction)
    source = SelectField(
        _l("Where its values come from"), coerce=IndicatorSource, default=IndicatorSource.MANUAL
    )
    aggregation = SelectField(_l("How several values make one"), coerce=Aggregation)
    is_yearly = BooleanField(
        _l("Counted per year"), description=_l("The target is then wanted of each year")
    )
    baseline = figure(
        _l("Baseline"), [Optional()], description=_l("The value before the plan began")
    )
    baseline_on = DayField(_l("Day of the baseline"), [Optional()])
    value_weight = figure(
        _l("Weight in the objective"),
        [InputRequired(_l("Enter a weight")), NumberRange(0, 1000, _l("Enter 0 to 1000"))],
        default=Decimal(1),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level.choices = options(IndicatorLevel.choices())
        self.direction.choices = options(Direction.choices())
        self.source.choices = options(IndicatorSource.choices())
        self.aggregation.choices = options(Aggregation.choices())


class TargetForm(PeriodFields, PlannerForm):
    """The value wanted by the end of a period."""

    value = figure(_l("Value wanted"), [InputRequired(_l("Enter the value wanted"))])


class UpdateForm(PlannerForm):
    """A value seen on a day."""

    seen_on = DayField(_l("Seen on"), [InputRequired(_l("Enter the day it was seen"))])
    value = figure(_l("Value"), [InputRequired(_l("Enter the value"))])
    note = TextAreaField(_l("Note"), [Length(max=5000)])
    evidence_url = StringField(
        _l("Link to the evidence"),
        [
            Optional(),
            Length(max=500),
            Regexp(r"https?://\S+$", message=_l("Enter an address that begins with https://")),
        ],
        filters=[lambda value: (value or "").strip()],
    )
