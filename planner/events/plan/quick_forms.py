"""The quick log: no field that is not needed yet (DESIGN J1)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.widgets import HiddenInput

from planner.events.plan.fields import chosen_or_none, line_of, one_line, optional_day, options
from planner.events.plan.money import has_currency
from planner.events.plan.money_fields import amount, currency_field
from planner.events.plan.newcomer_fields import rank_field
from planner.events.plan.newcomer_rows import NewcomerRow
from planner.events.plan.own_fields import NOTHING
from planner.kinds.models import EventKind
from planner.participants.double_forms import AnswerField
from planner.shapes.base import ask_of
from planner.shapes.event_parts import Newcomer, PlannedPlace, PromiseMade
from planner.shapes.quick_log import QuickLog
from planner.terms.fields import TermField
from planner.text.reading import row_id, row_id_or_none
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.nation_box_fields import NationBoxField
from planner.web.nations_fields import NationsField

FOLDED = ("place_", "new_", "promise_", "proposed_for")
"""Fields that the action does not get by their own names."""


class QuickForm(PlannerForm):
    """What happened, of which kind, when, with whom, for what."""

    shape = QuickLog

    title = one_line(_l("What happened?"))
    kind = TermField(_l("Kind"), EventKind)
    day = DayField(_l("Day"))
    partner_codes = NationsField(_l("Partner nations"))
    objective_ids = ChoicesField(_l("Objectives served"), coerce=row_id)
    line = one_line(_l("In one line"))
    cost = amount(_l("Cost"))
    currency = currency_field()
    place_town = line_of(PlannedPlace, "town", _l("Town or base"))
    place_nation = NationBoxField(_l("Country"), coerce=chosen_or_none)
    new_rank = rank_field()
    new_name = line_of(Newcomer, "name", _l("Name"))
    new_nation = NationBoxField(_l("Nation"), coerce=chosen_or_none)
    new_answer = AnswerField(_l("Is this the same person?"))
    promise_what = line_of(PromiseMade, "what", _l("What was promised"))
    promise_owner_id = SelectField(_l("Who sees to it"), coerce=row_id_or_none)
    promise_due_on = optional_day(_l("By when"))
    proposed_for = StringField(widget=HiddenInput())

    def __init__(
        self,
        *args: Any,
        nations: Mapping[str, str],
        groups: Mapping[str, list[str]],
        objectives: Mapping[int, str],
        owners: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for chooser in (self.place_nation, self.new_nation):
            chooser.choices = options({**NOTHING, **nations})
        self.promise_owner_id.choices = options({**NOTHING, **owners})
        self.partner_codes.names, self.partner_codes.groups = nations, groups
        self.objective_ids.choices = options(objectives)

    @property
    def newcomer(self) -> NewcomerRow:
        """Return the person met."""
        return NewcomerRow(self.new_rank, self.new_name, self.new_nation, self.new_answer)

    @property
    def holds_more(self) -> bool:
        """Say whether something stands in the folded part, or is wrong there."""
        typed = (self.cost, self.place_town, self.place_nation, self.promise_what)
        more = (*typed, self.promise_due_on, self.new_rank, self.new_name, self.new_nation)
        fields = (*more, self.currency, self.new_answer, self.promise_owner_id)
        return any(field.data for field in more) or any(field.errors for field in fields)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that what was begun in the folded part is whole."""
        is_valid = super().validate(extra_validators)
        self.place_the_person()
        checks = [
            has_currency(self.cost, self.currency),
            not self.newcomer.is_typed or self.newcomer.is_whole(),
            self.is_promise_whole(),
        ]
        return is_valid and all(checks)

    def place_the_person(self) -> None:
        """Take the partner nation for the person's, when there is only one and none was chosen."""
        partners: list[str] = self.partner_codes.data or []
        is_one = len(partners) == 1 and partners[0] in self.partner_codes.names
        if self.new_name.data and not self.new_nation.data and is_one:
            self.new_nation.data = partners[0]

    def is_promise_whole(self) -> bool:
        """Say whether a promise has its day and somebody who sees to it; or none was begun."""
        if not self.promise_what.data:
            if self.promise_due_on.data:
                self.promise_what.errors = [str(ask_of(PromiseMade, "what"))]
            return not self.promise_due_on.data
        if not self.promise_due_on.data and not self.promise_due_on.errors:
            self.promise_due_on.errors = [str(ask_of(PromiseMade, "due_on"))]
        if not self.promise_owner_id.data:
            self.promise_owner_id.errors = [str(ask_of(PromiseMade, "owner_id"))]
        return bool(self.promise_due_on.data and self.promise_owner_id.data)

    @property
    def values(self) -> dict[str, Any]:
        """Return the shape's values: the folded part as place, person and promise."""
        known = {k: v for k, v in super().values.items() if not k.startswith(FOLDED)}
        return known | {
            "places": [{"town": self.place_town.data, "nation_code": self.place_nation.data}],
            "newcomers": [self.newcomer.written] if self.newcomer.is_typed else [],
            "promise": self.promise,
        }

    @property
    def promise(self) -> dict[str, Any] | None:
        """Return the promise typed, as `PromiseMade` takes it; None when there is none."""
        what, owner, due = self.promise_what, self.promise_owner_id, self.promise_due_on
        if not (what.data and owner.data and due.data):
            return None
        return {"what": what.data, "owner_id": owner.data, "due_on": due.data}

    def field_at(self, path: str) -> Any:
        """Return the field of a part of the log, those of the folded part among them."""
        part, *rest = path.split(".")
        name = (rest or [""])[-1].removesuffix("_code")
        folded = {"places": "place_", "newcomers": "new_", "promise": "promise_"}
        return super().field_at(folded[part] + name if part in folded else path)
