"""What a move between states asks for: a reason, new days, actual days and numbers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from planner.choices import EventState
from planner.events.plan.fields import long_text, optional_day, options, whole_number
from planner.events.plan.money import has_currency
from planner.events.plan.money_fields import amount, currency_field
from planner.events.plan.own_fields import NOTHING
from planner.events.states.moves import Move
from planner.shapes.event_moves import (
    ApprovalMove,
    Cancellation,
    Postponement,
    ReasonedMove,
    Replacement,
    StateMove,
    TookPlace,
)
from planner.terms.fields import TermField
from planner.terms.models import TransitionReason
from planner.text.reading import row_id_or_none
from planner.web.forms import PlannerForm
from planner.web.number_fields import NumberField


class MoveForm(PlannerForm):
    """A move that carries the event on: nothing asked but an optional note."""

    shape: type[StateMove] = StateMove

    note = long_text(_l("Note"))


class ApproveForm(MoveForm):
    """An approval: of the event as it was when the page was opened."""

    shape = ApprovalMove

    seen = NumberField(validators=[Optional()], widget=HiddenInput())


class ReasonForm(MoveForm):
    """A move back: why."""

    shape = ReasonedMove

    reason_code = TermField(_l("Reason"), TransitionReason, _l("Choose a reason"))


class PostponeForm(ReasonForm):
    """A postponement: why, and the new days where they are known."""

    shape = Postponement

    new_starts_on = optional_day(
        _l("New first day"),
        _l("Leave empty when it is not set. Who sets new days does not approve them."),
    )
    new_ends_on = optional_day(_l("New last day"))


def replaced_by() -> SelectField:
    """Return the field for what takes an event's place; the action refuses what may not."""
    return SelectField(_l("Replaced by"), coerce=row_id_or_none, validate_choice=False)


class ReplacementForm(PlannerForm):
    """What takes the place of an event that was called off or put off."""

    shape = Replacement

    replaced_by_id = replaced_by()

    def __init__(self, *args: Any, replacements: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaced_by_id.choices = options({**NOTHING, **replacements})


class CancelForm(ReasonForm):
    """A cancellation: why, what it cost, whether the partner knows, what takes its place."""

    shape = Cancellation

    actual_cost = amount(_l("Cost so far"))
    currency = currency_field()
    partner_told = BooleanField(_l("The partner has been told"))
    replaced_by_id = replaced_by()

    def __init__(self, *args: Any, replacements: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaced_by_id.choices = options({**NOTHING, **replacements})

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that a cost has its currency."""
        is_valid = bool(super().validate(extra_validators))
        return has_currency(self.actual_cost, self.currency) and is_valid


class CutShortForm(CancelForm):
    """The end of an event before its time: as a cancellation, and the real last day."""

    actual_ends_on = optional_day(
        _l("Real last day"), _l("The last day on which anything of it took place.")
    )


class ExecutedForm(MoveForm):
    """The end of an event: when it really was, and how many came."""

    shape = TookPlace

    actual_starts_on = optional_day(_l("Actual first day"))
    actual_ends_on = optional_day(_l("Actual last day"))
    participants_actual = whole_number(
        _l("How many took part"),
        _l("Leave empty when headcounts by nation or ticked names say it."),
    )


def move_form(move: Move) -> type[PlannerForm]:
    """Return the form that a move asks to be filled in."""
    if move.to is EventState.POSTPONED:
        return PostponeForm
    if move.to is EventState.APPROVED:
        return ApproveForm
    if move.to is EventState.CANCELLED:
        return CancelForm
    if move.to is EventState.EXECUTED and not move.is_back:
        return ExecutedForm
    return ReasonForm if move.needs_reason else MoveForm
