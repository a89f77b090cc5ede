"""Forms of the list: every filter, the name of a saved one, a change of state for many."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from planner.choices import NO_NATION, EventKind, EventState, Marking
from planner.events.list.conditions import FLAGS
from planner.events.list.filtering import EventFilter
from planner.events.measures import MEASURES
from planner.shapes.event_moves import BulkMove
from planner.terms.fields import TermField
from planner.terms.models import TransitionReason
from planner.web.fields import ChoicesField
from planner.web.forms import FilterForm, PlannerForm
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.number_fields import DayField

Choices = dict[Any, Any]


label = EventFilter.label


class EventFilterForm(FilterForm):
    """Every part of the list's filter that is asked for; the list itself reads the URL."""

    q = StringField(label("q"))
    kind = ChoicesField(label("kind"))
    state = ChoicesField(label("state"))
    nation = NationTicksField(label("nation"), beside=(NO_NATION,))
    objective = ChoicesField(label("objective"))
    programme = SelectField(label("programme"))
    owner = SelectField(label("owner"))
    since = DayField(label("from"), [Optional()], name="from")
    until = DayField(label("to"), [Optional()], name="to")
    marking = SelectField(label("marking"))
    releasable = NationSelectField(label("releasable"))
    flag = ChoicesField(label("flag"))
    measure = SelectField(label("measure"))

    def __init__(
        self,
        *args: Any,
        nations: Choices,
        objectives: Choices,
        programmes: Choices,
        owners: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = list(EventKind.choices().items())
        self.state.choices = list(EventState.choices().items())
        self.flag.choices = [(flag.name, flag.label) for flag in FLAGS.values()]
        for field, choices in ((self.nation, nations), (self.objective, objectives)):
            field.choices = [(str(key), label) for key, label in choices.items()]
        measures = {name: measure.label for name, measure in MEASURES.items()}
        for field, choices in (
            (self.programme, programmes),
            (self.owner, owners),
            (self.marking, Marking.choices()),
            (self.releasable, nations),
            (self.measure, measures),
        ):
            field.choices = [("", _("Any"))] + [(str(k), label) for k, label in choices.items()]


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
