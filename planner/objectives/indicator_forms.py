"""Forms for indicators, by what they measure."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from planner.choices import (
    Aggregation,
    Direction,
    IndicatorLevel,
    IndicatorSource,
    MeasuredAs,
    PartedBy,
    Rhythm,
)
from planner.partners.fields import options
from planner.shapes.indicator import OwedValues, WrittenIndicator
from planner.shapes.lines import LARGEST_FIGURE, PLACES
from planner.shapes.measured import PercentageIndicator, ScaleIndicator
from planner.text.reading import row_id_or_none
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm


def figure(label: Any, **more: Any) -> NumberField:
    """Return a field for a number with at most four places, as the database keeps it."""
    return NumberField(label, places=PLACES, most=int(LARGEST_FIGURE), **more)


class IndicatorFields:
    """What every indicator is asked, whatever it measures."""

    code = StringField(_l("Code"))
    name = StringField(_l("What is measured"))
    level = SelectField(_l("Kind of result"), coerce=IndicatorLevel)
    direction = SelectField(_l("Wanted direction"), coerce=Direction)
    aggregation = SelectField(_l("How several values make one"), coerce=Aggregation)
    is_yearly = BooleanField(
        _l("Counted per year"), description=_l("The target is then wanted of each year")
    )
    baseline_on = DayField(_l("Day of the baseline"))
    value_weight = figure(_l("Weight in the objective"), default=Decimal(1))

    def offer(self) -> None:
        """Give the selects their choices."""
        self.level.choices = options(IndicatorLevel.choices())
        self.direction.choices = options(Direction.choices())
        self.aggregation.choices = options(Aggregation.choices())


class OwedValuesForm(VersionedForm):
    """Who owes the values of an indicator, and by when."""

    shape = OwedValues

    owner_id = SelectField(_l("Owner of the values"), coerce=row_id_or_none)
    rhythm = SelectField(_l("How often a value is due"), coerce=Rhythm, default=Rhythm.NONE)
    typed_due_on = DayField(
        _l("Next value due on"), description=_l("Empty: counted from the last value")
    )

    is_releasable = BooleanField(
        _l("Somebody outside may be asked for a value"),
        description=_l("They see its name, its unit and the name of the office"),
    )

    def __init__(self, *args: Any, owners: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rhythm.choices = options(Rhythm.choices())
        self.owner_id.choices = {"": _("Nobody yet")} | {str(k): v for k, v in owners.items()}


class IndicatorForm(IndicatorFields, VersionedForm):
    """An indicator that measures a number, and its baseline."""

    shape = WrittenIndicator

    unit = StringField(_l("Unit"), description=_l("Such as count, days or score"))
    source = SelectField(
        _l("Where its values come from"), coerce=IndicatorSource, default=IndicatorSource.MANUAL
    )
    baseline = figure(_l("Baseline"), description=_l("The value before the plan began"))
    parted_by = ChoicesField(
        _l("Parts of its values by"),
        coerce=PartedBy,
        description=_l("Typed counts, never made from persons. Chosen before the first value"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()
        self.source.choices = options(IndicatorSource.choices())
        self.parted_by.choices = options(PartedBy.choices())


class PercentageForm(IndicatorFields, VersionedForm):
    """An indicator that measures how many of how many."""

    shape = PercentageIndicator

    baseline = figure(_l("Baseline in percent"), description=_l("The value before the plan began"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()


class ScaleForm(IndicatorFields, VersionedForm):
    """An indicator of quality on a scale of words."""

    shape = ScaleIndicator

    scale = TextAreaField(
        _l("Words of the scale"),
        description=_l("Two to ten, one a line, the lowest first: none, some, good, full"),
    )
    baseline_word = StringField(
        _l("Baseline"), description=_l("The word of the scale before the plan began")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()
        offered = Aggregation.choices()
        del offered[Aggregation.SUM]
        self.aggregation.choices = options(offered)


FORMS: dict[MeasuredAs, type[VersionedForm]] = {
    MeasuredAs.NUMBER: IndicatorForm,
    MeasuredAs.PERCENTAGE: PercentageForm,
    MeasuredAs.SCALE: ScaleForm,
}
