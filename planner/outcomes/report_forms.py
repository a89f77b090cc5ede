"""The one form that closes an event: who came, what happened, what came of it, who owes what."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from planner.choices import OutcomeSign, OutcomeType
from planner.outcomes.forms import (
    SIGNS,
    STRENGTHS,
    TYPES,
    Choices,
    stripped,
    web_address,
)
from planner.text.reading import row_id, row_id_or_none, whole
from planner.web.fields import ChoicesField
from planner.web.forms import FormPart, VersionedForm
from planner.web.nation_fields import NationSelectField
from planner.web.nationnames import nation_name
from planner.web.number_fields import DayField, NumberField

ROWS = ("outcomes", "lessons", "follow_ups")
NOT_COMPARED = {*ROWS, "headcounts", "attended"}


def filled(sentence: Any) -> Any:
    """Return a validator that wants a value, without the mark of a required field."""

    def check(_form: object, field: Any) -> None:
        if not field.data:
            raise ValidationError(sentence)

    return check


class ReportRow(FormPart):
    """A row that may be left blank: what its first field is about makes it count."""

    counts: tuple[str, ...] = ("what",)

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed into what makes the row count."""
        return not any((self[name].data or "") for name in self.counts)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check a row only when it says something."""
        return self.is_blank or bool(super().validate(extra_validators))


class OutcomeRow(ReportRow):
    """A change seen."""

    counts = ("title", "evidence", "evidence_url")
    title = StringField(_l("What changed"), [filled(_l("Enter what changed")), Length(max=200)])
    objective_id = SelectField(
        _l("Objective"), [filled(_l("Choose an objective"))], coerce=row_id_or_none
    )
    kind = SelectField(_l("Type"), choices=TYPES, coerce=OutcomeType)
    sign = SelectField(_l("Helps or harms"), choices=SIGNS, coerce=OutcomeSign)
    strength = SelectField(_l("Strength of evidence"), choices=STRENGTHS, coerce=whole, default="1")
    evidence = TextAreaField(_l("Evidence"), filters=[stripped], render_kw={"rows": 2})
    evidence_url = StringField(
        _l("Link to the evidence"), [Length(max=500), web_address], filters=[stripped]
    )


class LessonRow(ReportRow):
    """Something to do otherwise."""

    counts = ("what", "recommendation")
    what = StringField(
        _l("What was observed"), [filled(_l("Enter what was observed")), Length(max=200)]
    )
    recommendation = StringField(_l("What should be done"), filters=[stripped])
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none)


class FollowUpRow(ReportRow):
    """Something somebody owes."""

    counts = ("what", "due_on")
    what = StringField(_l("What is owed"), [filled(_l("Enter what is owed")), Length(max=200)])
    owner_id = SelectField(_l("Owner"), [filled(_l("Choose an owner"))], coerce=row_id_or_none)
    due_on = DayField(_l("Due day"), [filled(_l("Enter the due day"))])
    promised_nation_code = NationSelectField(_l("Promised to"), coerce=lambda value: value or None)


class HeadcountRow(FormPart):
    """How many of a nation came."""

    nation_code = HiddenField()
    headcount_actual = NumberField(
        _l("Came"), [Optional(), NumberRange(min=0, message=_l("Enter 0 or more"))]
    )


class ReportForm(VersionedForm):
    """The after-action report with what belongs to closing an event."""

    may_be_sent_again = False  # its rows for outcomes, lessons and follow-ups are added each time

    attended = ChoicesField(_l("Who came"), coerce=row_id)
    headcounts = FieldList(FormField(HeadcountRow))
    participants_actual = NumberField(
        _l("People in all"), [Optional(), NumberRange(min=0, message=_l("Enter 0 or more"))]
    )
    planned = TextAreaField(_l("What was planned"), filters=[stripped], render_kw={"rows": 3})
    happened = TextAreaField(
        _l("What happened"),
        [DataRequired(_l("Enter what happened"))],
        filters=[stripped],
        render_kw={"rows": 4},
    )
    why = TextAreaField(_l("Why the difference"), filters=[stripped], render_kw={"rows": 3})
    sustain = TextAreaField(_l("What to keep doing"), filters=[stripped], render_kw={"rows": 3})
    improve = TextAreaField(_l("What to do better"), filters=[stripped], render_kw={"rows": 3})
    outcomes = FieldList(FormField(OutcomeRow))
    has_no_outcomes = BooleanField(_l("No outcomes found"))
    lessons = FieldList(FormField(LessonRow))
    has_no_lessons = BooleanField(_l("No lessons"))
    has_no_media = BooleanField(_l("No media coverage"))
    follow_ups = FieldList(FormField(FollowUpRow))

    def __init__(
        self,
        *args: Any,
        objectives: Choices,
        owners: dict[str, str],
        nations: dict[str, str],
        attendances: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.attended.choices = attendances
        self.select_choices = {
            "objective_id": objectives,
            "owner_id": {"": _("Choose an owner")} | owners,
            "promised_nation_code": {"": _("Nobody in particular")} | nations,
        }
        self.row_choices()
        for entry in self.headcounts:
            name = nation_name(entry.form.nation_code.data)
            entry.form.headcount_actual.label.text = _("Came from %(nation)s", nation=name)

    def row_choices(self) -> None:
        """Give every row's selects what they offer."""
        for name in ROWS:
            for entry in self[name]:
                for field, choices in self.select_choices.items():
                    if field in entry.form:
                        entry.form[field].choices = choices

    def stored_values(self) -> dict[str, Any]:
        """Compare the report's own fields only: new rows have nothing stored to clash with."""
        found = super().stored_values()
        return {name: value for name, value in found.items() if name not in NOT_COMPARED}

    def add_rows(self, name: str, number: int = 1) -> None:
        """Offer more blank rows of a kind; what was typed stays."""
        for _each in range(number if name in ROWS else 0):
            self[name].append_entry()
        self.row_choices()

    @property
    def values(self) -> dict[str, Any]:
        """Return what was entered, blank rows left out."""
        typed = {
            name: [entry.form.data for entry in self[name] if not entry.form.is_blank]
            for name in ROWS
        }
        heads = {
            entry.form.nation_code.data: entry.form.headcount_actual.data
            for entry in self.headcounts
        }
        return super().values | typed | {"headcounts": heads}
