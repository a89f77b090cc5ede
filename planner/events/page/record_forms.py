"""Forms for what is kept beside an event’s plan: actual figures, marking, a comment."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField

from planner.choices import Marking
from planner.events.plan.fields import optional_day, options, stripped, whole_number
from planner.events.plan.money import has_currency
from planner.events.plan.money_fields import amount, currency_field
from planner.shapes.event_record import ActualFigures, EventComment, NewMarking
from planner.text.reading import marking
from planner.web.forms import PlannerForm
from planner.web.versioned_forms import VersionedForm


class ActualsForm(VersionedForm):
    """When it really was, how many came, what it cost."""

    shape = ActualFigures

    actual_starts_on = optional_day(_l("Actual first day"))
    actual_ends_on = optional_day(_l("Actual last day"))
    participants_actual = whole_number(
        _l("How many took part"),
        _l("Leave empty when headcounts by nation or ticked names say it."),
    )
    actual_cost = amount(_l("Actual cost"))
    currency = currency_field()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that a cost has its currency."""
        is_valid = bool(super().validate(extra_validators))
        return has_currency(self.actual_cost, self.currency) and is_valid


class MarkingForm(VersionedForm):
    """How an event is marked, up to the writer's own ceiling."""

    shape = NewMarking

    marking = SelectField(_l("Marking"), coerce=marking)

    def __init__(self, *args: Any, ceiling: Marking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        markings = Marking.choices().items()
        self.marking.choices = options({c: label for c, label in markings if int(c) <= ceiling})


class CommentForm(PlannerForm):
    """What somebody has to say about an event."""

    shape = EventComment

    comment = TextAreaField(_l("Comment"), filters=[stripped], render_kw={"rows": 4})
