"""The quick log: no field that is not needed yet (DESIGN J1)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from planner.choices import EventKind
from planner.events.plan.fields import (
    NOTHING,
    amount,
    chosen_or_none,
    currency_field,
    one_line,
    optional_day,
    options,
    stripped,
)
from planner.events.plan.money import has_currency
from planner.events.plan.newcomer_fields import NewcomerRow
from planner.events.plan.promises import PromiseMade
from planner.events.plan.rows import PlannedPlace
from planner.participants.double_forms import AnswerField
from planner.text.reading import row_id, row_id_or_none
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField, NationsField
from planner.web.number_fields import DayField

FOLDED = ("place_", "new_", "promise_", "proposed_for")
"""Fields that the action does not get by their own names."""


class QuickForm(PlannerForm):
    """What happened, of which kind, when, with whom, for what."""

    title = StringField(
        _l("What happened?"),
        [
            DataRequired(_l("Say in a few words what it was.")),
            Length(max=200, message=_l("Keep it under 200 characters.")),
        ],
        filters=[stripped],
    )
    kind = SelectField(_l("Kind"), choices=options(EventKind.choices()), coerce=EventKind)
    day = DayField(_l("Day"), [InputRequired(_l("Enter the day."))])
    partner_codes = NationsField(
        _l("Partner nations"), [InputRequired(_l("Enter at least one nation."))]
    )
    objective_ids = ChoicesField(_l("Objectives served"), coerce=row_id)
    line = one_line(_l("In one line"), 500)
    cost = amount(_l("Cost"))
    currency = currency_field()
    place_town = one_line(_l("Town or base"))
    place_nation = NationSelectField(_l("Country"), coerce=chosen_or_none)
    new_rank = one_line(_l("Rank"), 60)
    new_name = one_line(_l("Name"))
    new_nation = NationSelectField(_l("Nation"), coerce=chosen_or_none)
    new_answer = AnswerField(_l("Is this the same person?"))
    promise_what = one_line(_l("What was promised"))
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
                self.promise_what.errors = [_("Say what was promised, or empty the day.")]
            return not self.promise_due_on.data
        if not self.promise_due_on.data and not self.promise_due_on.errors:
            self.promise_due_on.errors = [_("Enter the day by which it is due.")]
        if not self.promise_owner_id.data:
            self.promise_owner_id.errors = [_("Choose who sees to it.")]
        return bool(self.promise_due_on.data and self.promise_owner_id.data)

    @property
    def values(self) -> dict[str, Any]:
        """Return the action's keywords."""
        known = {k: v for k, v in super().values.items() if not k.startswith(FOLDED)}
        town, nation = self.place_town.data or "", self.place_nation.data
        return known | {
            "places": [PlannedPlace(town, nation)],
            "newcomers": [self.newcomer.entry] if self.newcomer.is_typed else [],
            "promise": self.promise,
        }

    @property
    def promise(self) -> PromiseMade | None:
        """Return the promise typed; None when there is none."""
        what, owner, due = self.promise_what, self.promise_owner_id, self.promise_due_on
        if not (what.data and owner.data and due.data):
            return None
        return PromiseMade(what.data, owner.data, due.data)
