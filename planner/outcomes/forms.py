"""Forms for outcomes, lessons and media items."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from planner.choices import STRENGTH_LABELS, ChangeKind, Confidence, OutcomeSign, OutcomeType
from planner.objectives.models import Objective
from planner.outcomes.own_marking_fields import looked_at_field, own_marking_field
from planner.shapes.lesson import WrittenLesson
from planner.shapes.outcome import Markable, Verification, WrittenOutcome
from planner.text.reading import row_id, row_id_or_none, whole
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.versioned_forms import VersionedForm

Choices = list[SelectChoice]


def labelled(labels: Mapping[Any, Any]) -> Choices:
    """Return options whose labels are put into words only when a page shows them."""
    return [SelectChoice(str(value), label) for value, label in labels.items()]


STRENGTHS = labelled(STRENGTH_LABELS)
SIGNS = labelled(OutcomeSign.choices())
TYPES = labelled(OutcomeType.choices())
CHANGES = labelled({"": _l("Not said")} | ChangeKind.choices())
CONFIDENCES = labelled({"": _l("Not said")} | Confidence.choices())


def stripped(value: str | None) -> str:
    """Return text without white space around it."""
    return (value or "").strip()


def change_or_none(value: str | None) -> ChangeKind | None:
    """Return the kind of change of a select’s value; None for its empty first line."""
    return ChangeKind(value) if value else None


def confidence_or_none(value: str | None) -> Confidence | None:
    """Return the confidence of a select’s value; None for its empty first line."""
    return Confidence(value) if value else None


REACH = _l("It comes to their desk if they may see this event.")
"""Said of every owner alike: which colleague sees what is nobody's to learn from a form."""


def objective_options(objectives: Iterable[Objective], served: set[int]) -> Choices:
    """Return the objectives to choose from, those that the event serves first."""
    groups = (
        (_("This event serves"), [o for o in objectives if o.id in served]),
        (_("Other objectives"), [o for o in objectives if o.id not in served]),
    )
    empty = SelectChoice("", _("Choose an objective"))
    return [empty] + [
        SelectChoice(str(o.id), f"{o.code} {o.name}", optgroup=group if served else None)
        for group, members in groups
        for o in members
    ]


class OutcomeForm(VersionedForm):
    """A change seen against an objective."""

    shape = WrittenOutcome

    title = StringField(_l("What changed"))
    objective_id = SelectField(_l("Objective"), coerce=row_id_or_none)
    kind = SelectField(_l("Type"), choices=TYPES, coerce=OutcomeType)
    sign = SelectField(_l("Helps or harms"), choices=SIGNS, coerce=OutcomeSign)
    strength = SelectField(_l("Strength of evidence"), choices=STRENGTHS, coerce=whole, default="1")
    change_kind = SelectField(_l("Kind of change"), choices=CHANGES, coerce=change_or_none)
    confidence = SelectField(_l("Confidence"), choices=CONFIDENCES, coerce=confidence_or_none)
    seen_on = DayField(_l("Day it was seen"))
    evidence = TextAreaField(_l("Evidence"), filters=[stripped], render_kw={"rows": 4})
    evidence_url = StringField(_l("Link to the evidence"), filters=[stripped])
    event_ids = ChoicesField(_l("Came from these events"), coerce=row_id)
    marking = own_marking_field()
    are_words_looked_at = looked_at_field()

    def __init__(
        self,
        *args: Any,
        objectives: Choices,
        events: dict[str, str],
        markings: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.objective_id.choices = objectives
        self.marking.choices = markings
        self.event_ids.choices = events


class OwnMarkingForm(VersionedForm):
    """How an outcome or a report is marked, beside its events."""

    shape = Markable

    marking = own_marking_field()
    are_words_looked_at = looked_at_field()

    def __init__(self, *args: Any, markings: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marking.choices = markings


class VerifyForm(PlannerForm):
    """The source that shows an outcome."""

    shape = Verification

    verification_source = StringField(_l("Source that shows it"))


class LessonForm(VersionedForm):
    """Something that should be done otherwise next time."""

    shape = WrittenLesson

    what = StringField(_l("What was observed"))
    recommendation = TextAreaField(
        _l("What should be done"), filters=[stripped], render_kw={"rows": 4}
    )
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none, description=REACH)
    identified_on = DayField(_l("Observed on"))

    def __init__(self, *args: Any, owners: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner_id.choices = {"": _("Nobody yet")} | owners
