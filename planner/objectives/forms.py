"""Forms for plans, lines of effort and objectives."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from planner.text.reading import row_id, row_id_or_none
from planner.web.forms import PlannerForm, VersionedForm
from planner.web.number_fields import DayField, NumberField


class PeriodFields:
    """The two days of a period, checked together."""

    starts_on = DayField(_l("First day"), [InputRequired(_l("Enter the first day"))])
    ends_on = DayField(_l("Last day"), [InputRequired(_l("Enter the last day"))])

    def validate_ends_on(self, field: DayField) -> None:
        """Refuse a period that ends before it starts."""
        first: date | None = self.starts_on.data
        if first and field.data and field.data < first:
            raise ValidationError(_("Enter a last day on or after the first day"))


class AdoptForm(PeriodFields, PlannerForm):
    """Adopt the default catalogue as a plan."""

    name = StringField(_l("Name of the plan"), [DataRequired(_l("Enter a name")), Length(max=200)])


class PlanForm(PeriodFields, VersionedForm):
    """A plan and its period."""

    name = StringField(_l("Name of the plan"), [DataRequired(_l("Enter a name")), Length(max=200)])
    note = TextAreaField(_l("Note"), [Length(max=5000)])


class LineForm(VersionedForm):
    """A line of effort."""

    name = StringField(_l("Name"), [DataRequired(_l("Enter a name")), Length(max=200)])


class ObjectiveForm(VersionedForm):
    """An objective in its SMART form."""

    code = StringField(_l("Code"), [DataRequired(_l("Enter a code")), Length(max=20)])
    name = StringField(_l("Name"), [DataRequired(_l("Enter a name")), Length(max=200)])
    smart = TextAreaField(
        _l("Objective in SMART form"),
        [DataRequired(_l("Say what is to be reached")), Length(max=5000)],
    )
    line_id = SelectField(_l("Line of effort"), coerce=row_id)
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none)
    outcome_window_days = NumberField(
        _l("Days in which an outcome may be expected"),
        [
            InputRequired(_l("Enter a number of days")),
            NumberRange(1, 3650, _l("Enter between 1 and 3650 days")),
        ],
        default=180,
    )

    def __init__(
        self, *args: Any, lines: dict[int, str], owners: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.line_id.choices = lines
        self.owner_id.choices = {"": _("Nobody yet")} | {str(k): v for k, v in owners.items()}
