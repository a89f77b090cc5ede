"""The form of one change of state for many events."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField

from planner.choices import EventState
from planner.shapes.event_moves import BulkMove
from planner.terms.fields import TermField
from planner.terms.models import TransitionReason
from planner.web.forms import PlannerForm


class BulkMoveForm(PlannerForm):
    """The state that every selected event is to have, and why."""

    shape = BulkMove

    to = RadioField(_l("New state"))
    reason_code = TermField(_l("Reason"), TransitionReason, _l("None"))
    note = TextAreaField(_l("Note"))
    as_planned = BooleanField(_l("They took place on the planned days"))
    seen = HiddenField()
    """The events as they were when the page was opened (`list_actions.as_listed`)."""
    confirmed = HiddenField()
    """Set once it was said how many events of a whole filter are changed, and how many are not."""

    def __init__(
        self, *args: Any, states: list[EventState], is_pinned: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_pinned = is_pinned
        self.is_confirmed = self.confirmed.data == "yes"
        self.to.choices = [(state.value, state.label) for state in states]
        if EventState.EXECUTED not in states:
            del self.as_planned

    @property
    def values(self) -> dict[str, Any]:
        """Return what was chosen, without the answer to the question how many."""
        said = {name: value for name, value in super().values.items() if name != "confirmed"}
        return said | {"is_pinned": self.is_pinned}
