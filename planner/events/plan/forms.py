"""The one form of an event: what every event has, and what its kind needs besides."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from planner.choices import DatePrecision, Marking, Modality
from planner.events.plan.clearing_fields import ClearsFields
from planner.events.plan.day_order import violations
from planner.events.plan.fields import (
    chosen_or_none,
    line_of,
    long_text,
    one_line,
    optional_day,
    options,
    stripped,
    whole_number,
)
from planner.events.plan.folding_forms import FoldedRows
from planner.events.plan.money import has_currency
from planner.events.plan.money_fields import amount, currency_field
from planner.events.plan.newcomer_fields import NEW, rank_field
from planner.events.plan.offer import Offer, or_of_the_office
from planner.events.plan.own_fields import NOTHING
from planner.events.plan.row_names import DETAIL, PAGE_ONLY, PLACE, ROW
from planner.kinds.models import EventKind
from planner.kinds.queries import kind_name
from planner.participants.double_forms import AnswerField
from planner.shapes.event_parts import Newcomer
from planner.shapes.fields_by_family import all_fields
from planner.terms.fields import TermField
from planner.text.reading import marking, row_id, row_id_or_none
from planner.web.fields import ChoicesField
from planner.web.known_rows import KnownRows
from planner.web.nation_box_fields import NationBoxField
from planner.web.nations_fields import NationsField, NearNationsField
from planner.web.number_fields import NumberField
from planner.web.time_fields import TimeOfDayField


class EventForm(ClearsFields, KnownRows, FoldedRows):
    """What every event has; `event_form` adds the rows and the fields of the kind."""

    beside = frozenset({"places", "newcomers"})

    title = one_line(_l("Title"))
    kind = TermField(_l("Kind"), EventKind)
    summary = long_text(_l("Summary"))
    programme_id = SelectField(_l("Programme or series"), coerce=row_id_or_none)
    edition = one_line(_l("Edition"))
    date_precision = SelectField(
        _l("Dates known as"), choices=options(DatePrecision.choices()), coerce=DatePrecision
    )
    starts_on = optional_day(_l("First day"))
    ends_on = optional_day(_l("Last day"))
    start_time = TimeOfDayField(_l("From"), [Optional()])
    end_time = TimeOfDayField(_l("Until"), [Optional()])
    zone = StringField(_l("Time zone"), filters=[stripped, or_of_the_office])
    travel_days_before = whole_number(_l("Travel days before"))
    travel_days_after = whole_number(_l("Travel days after"))
    modality = SelectField(_l("People meet"), choices=options(Modality.choices()), coerce=Modality)
    host_code = NationBoxField(_l("Host nation"), coerce=chosen_or_none)
    lead_code = NationBoxField(_l("Lead nation"), coerce=chosen_or_none)
    partner_codes = NearNationsField(_l("Nations taking part"))
    group_ids = ChoicesField(_l("Add all members of"), coerce=row_id)
    participants_planned = whole_number(_l("Participants planned, in all"))
    person_ids = ChoicesField(_l("People"), coerce=row_id)
    person_search = one_line(_l("Find a person by name"), 200)
    new_rank = rank_field()
    new_name = line_of(Newcomer, "name", _l("Name"))
    new_nation = NationBoxField(_l("Nation"), coerce=chosen_or_none)
    new_answer = AnswerField(_l("Is this the same person?"))
    planned_cost = amount(_l("Planned cost"))
    currency = currency_field()
    benefit_own = long_text(_l("What we gain"))
    benefit_partner = long_text(_l("What the partner gains"))
    marking = SelectField(_l("Marking"), choices=options(Marking.choices()), coerce=marking)
    releasable_to = NationsField(_l("Releasable to"))
    owner_id = SelectField(_l("Owner"), coerce=row_id_or_none)
    change_note = long_text(_l("Why it has to change"))
    places = NumberField(widget=HiddenInput())
    newcomers = NumberField(validators=[Optional()], widget=HiddenInput())
    proposed_for = StringField(widget=HiddenInput())

    offer: Offer

    def __init__(
        self,
        *args: Any,
        offer: Offer,
        left_over: Mapping[str, list[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.left_over = dict(left_over or {})
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.programme_id.choices = options({**NOTHING, **offer.programmes})
        nations = options({**NOTHING, **offer.nations})
        for chooser in (self.host_code, self.lead_code, self.new_nation):
            chooser.choices, chooser.names = nations, offer.nations
        chosen = [code for code in self.partner_codes.data or () if code in offer.nations]
        first = {code: offer.nations[code] for code in chosen}
        self.partner_codes.choices = options(first | dict(offer.nations))
        self.group_ids.choices = options(offer.groups)
        self.owner_id.choices = options({**NOTHING, **offer.owners})
        self.person_ids.choices = options(offer.people)
        self.releasable_to.names, self.releasable_to.groups = offer.nations, offer.group_codes
        markings = Marking.choices().items()
        self.marking.choices = options(
            {c: label for c, label in markings if int(c) <= offer.ceiling}
        )
        for name in self._fields:
            if name.startswith((PLACE, NEW)) and name.endswith("_nation"):
                self[name].choices, self[name].names = nations, offer.nations

    def stored_values(self) -> dict[str, Any]:
        """Return the row's values without what only this page needs to know."""
        aside = (*PAGE_ONLY, NEW)
        return {k: v for k, v in super().stored_values().items() if not k.startswith(aside)}

    def row_of(self, name: str) -> str | None:
        """Return what a row for an objective or a place is about."""
        row = ROW.fullmatch(name)
        if row is None:
            return None
        word = _("objective") if row[1] else _("place") if row[2] else _("person")
        return f"{word} {row[1] or row[2] or row[3]}"

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, names with nations, a cost with its currency, the order of days."""
        is_valid = super().validate(extra_validators)
        are_whole = [row.is_whole() for row in self.newcomer_rows if row.is_wanted]
        has_its_currency = has_currency(self.planned_cost, self.currency)
        are_in_order = self.has_days_in_order()
        may_be_cleared = self.may_clear()
        return is_valid and all(are_whole) and has_its_currency and are_in_order and may_be_cleared

    def is_current(self) -> bool:
        """Merge with what somebody else saved; False when the kind is another one since."""
        is_current = super().is_current()
        if self.kind.data == self.kind_shown.code:
            return is_current
        self.form_errors.append(
            _(
                "Somebody else changed the kind to “%(kind)s” while you were typing. "
                "Check the fields of that kind, then save.",
                kind=kind_name(self.kind.data),
            )
        )
        return False

    def validate_ends_on(self, ends_on: Any) -> None:
        """Refuse a last day before the first, or one without it."""
        if ends_on.data and not self.starts_on.data:
            raise ValidationError(_("Enter the first day as well."))
        if ends_on.data and ends_on.data < self.starts_on.data:
            raise ValidationError(_("The last day comes before the first. Correct one of them."))

    def has_days_in_order(self) -> bool:
        """Check that the days stand in order, where one of them was changed."""
        names = ["starts_on", "ends_on", "date_precision", *self.day_names()]
        if all(self[name].data == self[name].object_data for name in names):
            return True
        found = list(
            violations(
                self.kind_shown,
                self.starts_on.data,
                self.ends_on.data,
                self.date_precision.data or DatePrecision.DAY,
                self.detail_values(),
            )
        )
        for name, words in found:
            self[DETAIL + name].errors = [*self[DETAIL + name].errors, words]
        return not found

    def day_names(self) -> list[str]:
        """Return the fields of the kind that are days."""
        return [DETAIL + one.name for one in all_fields(self.kind_shown) if one.type == "day"]
