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
)

from planner.choices import OutcomeSign, OutcomeType
from planner.outcomes.forms import (
    CHANGES,
    CONFIDENCES,
    SIGNS,
    STRENGTHS,
    TYPES,
    Choices,
    change_or_none,
    confidence_or_none,
    stripped,
)
from planner.outcomes.own_marking_fields import looked_at_field, own_marking_field
from planner.shapes.follow_up import WrittenFollowUp
from planner.shapes.lesson import FoundLesson
from planner.shapes.outcome import FoundOutcome
from planner.shapes.report import WrittenReport
from planner.text.reading import row_id, row_id_or_none, whole
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.forms import FormPart
from planner.web.nation_fields import NationSelectField
from planner.web.nationnames import nation_name
from planner.web.number_fields import NumberField
from planner.web.shaped import limits
from planner.web.versioned_forms import VersionedForm

ROWS = ("outcomes", "lessons", "follow_ups")
NOT_COMPARED = {*ROWS, "headcounts", "attended"}


class ReportRow(FormPart):
    """A row that may be left blank: what its first field is about makes it count."""

    counts: tuple[str, ...] = ("what",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.flags.required = False  # a browser would not let a blank row pass

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed into what makes the row count."""
        return not any((self[name].data or "") for name in self.counts)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check a row only when it says something."""
        return self.is_blank or bool(super().validate(extra_validators))


class OutcomeRow(ReportRow):
    """A change seen."""

    shape = FoundOutcome
    counts = ("title", "evidence", "evidence_url")
    title = StringField(_l("What changed"))
    objective_id = SelectField(_l("Objective"), coerce=row_id_or_none)
    kind = SelectField(_l("Type"), choices=TYPES, coerce=OutcomeType)
    sign = SelectField(_l("Helps or harms"), choices=SIGNS, coerce=OutcomeSign)
    strength = SelectField(_l("Strength of evidence"), choices=STRENGTHS, coerce=whole, default="1")
    change_kind = SelectField(_l("Kind of change"), choices=CHANGES, coerce=change_or_none)
    confidence = SelectField(_l("Confidence"), choices=CONFIDENCES, coerce=confidence_or_none)
    evidence = TextAreaField(_l("Evidence"), filters=[stripped], render_kw={"rows": 2})
    evidence_url = StringField(_l("Link to the evidence"), filters=[stripped])
    marking = own_marking_field()
    are_words_looked_at = looked_at_field()


class LessonRow(ReportRow):
    """Something to do otherwise."""

    shape = FoundLesson
    counts = ("what", "recommendation")
    what = StringField(_l("What was observed"))
    recommendation = StringField(_l("What should be done"), filters=[stripped])
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none)


class FollowUpRow(ReportRow):
    """Something somebody owes."""

    shape = WrittenFollowUp
    counts = ("what", "due_on")
    what = StringField(_l("What is owed"))
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none)
    due_on = DayField(_l("Due day"))
    promised_nation_code = NationSelectField(_l("Promised to"), coerce=lambda value: value or None)


class HeadcountRow(FormPart):
    """How many of a nation came."""

    nation_code = HiddenField()
    headcount_actual = NumberField(_l("Came"), limits(WrittenReport, "participants_actual"))


class ReportForm(VersionedForm):
    """The after-action report with what belongs to closing an event."""

    shape = WrittenReport
    may_be_sent_again = False  # its rows for outcomes, lessons and follow-ups are added each time

    attended = ChoicesField(_l("Who came"), coerce=row_id)
    headcounts = FieldList(FormField(HeadcountRow))
    participants_actual = NumberField(_l("People in all"))
    planned = TextAreaField(_l("What was planned"), filters=[stripped], render_kw={"rows": 3})
    happened = TextAreaField(_l("What happened"), filters=[stripped], render_kw={"rows": 4})
    why = TextAreaField(_l("Why the difference"), filters=[stripped], render_kw={"rows": 3})
    sustain = TextAreaField(_l("What to keep doing"), filters=[stripped], render_kw={"rows": 3})
    improve = TextAreaField(_l("What to do better"), filters=[stripped], render_kw={"rows": 3})
    outcomes = FieldList(FormField(OutcomeRow))
    has_no_outcomes = BooleanField(_l("No outcomes found"))
    lessons = FieldList(FormField(LessonRow))
    has_no_lessons = BooleanField(_l("No lessons"))
    has_no_media = BooleanField(_l("No media coverage"))
    marking = own_marking_field()
    are_words_looked_at = looked_at_field()
    follow_ups = FieldList(FormField(FollowUpRow))

    def __init__(
        self,
        *args: Any,
        objectives: Choices,
        owners: dict[str, str],
        nations: dict[str, str],
        attendances: dict[str, str],
        markings: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.attended.choices = attendances
        self.marking.choices = markings
        self.select_choices = {
            "objective_id": objectives,
            "marking": markings,
            "owner_id": {"": _("Choose an owner")} | owners,
            "promised_nation_code": {"": _("Nobody in particular")} | nations,
        }
        self.row_choices()
        for row in self.headcounts:
            name = nation_name(row.form.nation_code.data)
            row.form.headcount_actual.label.text = _("Came from %(nation)s", nation=name)

    def row_choices(self) -> None:
        """Give every row's selects what they offer."""
        for name in ROWS:
            for row in self[name]:
                for field, choices in self.select_choices.items():
                    if field in row.form:
                        row.form[field].choices = choices

    def stored_values(self) -> dict[str, Any]:
        """Compare the report's own fields only: new rows have nothing stored to clash with."""
        found = super().stored_values()
        return {name: value for name, value in found.items() if name not in NOT_COMPARED}

    def add_rows(self, name: str, number: int = 1) -> None:
        """Offer more blank rows of a kind; what was typed stays."""
        for _each in range(number if name in ROWS else 0):
            self[name].append_entry()
        self.row_choices()

    def told(self, name: str) -> list[ReportRow]:
        """Return the rows of a kind that say something."""
        return [row.form for row in self[name] if not row.form.is_blank]

    def field_at(self, path: str) -> Any:
        """Return the field of a path, one of a row too: `outcomes.0.title`."""
        name, _dot, rest = path.partition(".")
        number, _dot, part = rest.partition(".")
        if name not in ROWS or not part:
            return super().field_at(path)
        return self.told(name)[int(number)][part]

    @property
    def values(self) -> dict[str, Any]:
        """Return what was entered, blank rows left out."""
        typed = {name: [row.data for row in self.told(name)] for name in ROWS}
        heads = {
            row.form.nation_code.data: row.form.headcount_actual.data for row in self.headcounts
        }
        return super().values | typed | {"headcounts": heads}
