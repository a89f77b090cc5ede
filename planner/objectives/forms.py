"""Forms for plans, lines of effort and objectives."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from planner.choices import SoftPower
from planner.partners.fields import options
from planner.shapes.objective import WrittenLine, WrittenObjective, WrittenPlan
from planner.text.reading import row_id, row_id_or_none
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm


def soft_power_or_none(value: str | None) -> SoftPower | None:
    """Return the soft-power category of a select’s value; None for its empty first line."""
    return SoftPower(value) if value else None


class PeriodFields:
    """The two days of a period, checked together."""

    starts_on = DayField(_l("First day"))
    ends_on = DayField(_l("Last day"))

    def validate_ends_on(self, field: DayField) -> None:
        """Refuse a period that ends before it starts."""
        first: date | None = self.starts_on.data
        if first and field.data and field.data < first:
            raise ValidationError(_("Enter a last day on or after the first day"))


class AdoptForm(PeriodFields, PlannerForm):
    """Adopt the default catalogue as a plan."""

    shape = WrittenPlan

    name = StringField(_l("Name of the plan"))


class PlanForm(PeriodFields, VersionedForm):
    """A plan and its period."""

    shape = WrittenPlan

    name = StringField(_l("Name of the plan"))
    note = TextAreaField(_l("Note"))
    nation_code = NationSelectField(_l("For one nation"))
    aim_ids = ChoicesField(_l("Aims that it serves"), coerce=row_id)

    def __init__(
        self, *args: Any, aims: dict[int, str], nations: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.aim_ids.choices = options(aims)
        self.nation_code.choices = options({"": _("No: for the office")} | nations)


class LineForm(VersionedForm):
    """A line of effort."""

    shape = WrittenLine

    name = StringField(_l("Name"))


class ObjectiveForm(VersionedForm):
    """An objective in its SMART form."""

    shape = WrittenObjective

    code = StringField(_l("Code"))
    name = StringField(_l("Name"))
    smart = TextAreaField(_l("Objective in SMART form"))
    soft_power = SelectField(_l("Soft-power category"), coerce=soft_power_or_none)
    theory_of_change = TextAreaField(_l("Theory of change"))
    assumptions = TextAreaField(_l("Assumptions"))
    risks = TextAreaField(_l("Risks"))
    line_id = SelectField(_l("Line of effort"), coerce=row_id)
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none)
    outcome_window_days = NumberField(_l("Days in which an outcome may be expected"), default=180)

    def __init__(
        self, *args: Any, lines: dict[int, str], owners: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.line_id.choices = lines
        self.soft_power.choices = options({"": _("Not said")} | SoftPower.choices())
        self.owner_id.choices = {"": _("Nobody yet")} | {str(k): v for k, v in owners.items()}
