"""The forms of a timetable's item, a part of culture and a gift."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from planner.choices import (
    CulturalElement,
    CultureDirection,
    GiftDirection,
    GiftPlace,
    TimetableKind,
)
from planner.events.models import Event
from planner.events.page.coordination import partner_codes
from planner.events.plan.fields import chosen_or_none, long_text, one_line, optional_day, options
from planner.events.plan.money_fields import amount, currency_field
from planner.shapes.protocol import WrittenCulturalPart, WrittenGift, WrittenTimetableItem
from planner.web.day_fields import DayField
from planner.web.nation_fields import NationSelectField
from planner.web.nationnames import nation_name
from planner.web.time_fields import TimeOfDayField
from planner.web.versioned_forms import VersionedForm


class PartForm(VersionedForm):
    """A row of an event; one that names a partner offers those of the event."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "nation_code" in self:
            codes = dict.fromkeys([*partner_codes(event), self["nation_code"].object_data])
            names = {code: nation_name(code) for code in codes if code}
            self["nation_code"].choices = options({"": _l("All of them"), **names})


def partner_field() -> NationSelectField:
    """Return the field for one of the partners of an event."""
    return NationSelectField(_l("Partner"), coerce=chosen_or_none)


class TimetableForm(PartForm):
    """An item of a timetable."""

    shape = WrittenTimetableItem

    on_day = DayField(_l("Day"))
    starts_at = TimeOfDayField(_l("From"))
    ends_at = TimeOfDayField(_l("To"), description=_l("Earlier than “from” is the next day."))
    what = one_line(_l("What happens"))
    kind = SelectField(_l("Sort"), choices=options(TimetableKind.choices()), coerce=TimetableKind)
    place = one_line(_l("Place"))
    lead = one_line(_l("Who leads or hosts"), hint=_l("By post, such as “Chief of the Navy”."))
    dress = one_line(_l("Dress"))


class CulturalPartForm(PartForm):
    """A part of culture."""

    shape = WrittenCulturalPart

    element = SelectField(
        _l("Element"), choices=options(CulturalElement.choices()), coerce=CulturalElement
    )
    direction = SelectField(
        _l("Direction"), choices=options(CultureDirection.choices()), coerce=CultureDirection
    )
    what = one_line(_l("What is shown or done"))
    place = one_line(_l("Place"), hint=_l("Such as the heritage site."))
    nation_code = partner_field()
    note = long_text(_l("Note"))


class GiftForm(PartForm):
    """A gift."""

    shape = WrittenGift

    direction = SelectField(
        _l("Given or received"), choices=options(GiftDirection.choices()), coerce=GiftDirection
    )
    what = one_line(_l("Gift"))
    nation_code = partner_field()
    giver = one_line(_l("Giver"), hint=_l("By post, never by name."))
    receiver = one_line(_l("Receiver"), hint=_l("By post, never by name."))
    value = amount(_l("Value"))
    declare_above = amount(_l("To be declared above"))
    currency = currency_field()
    declared_on = optional_day(_l("Declared on"))
    place = SelectField(_l("Where it is"), choices=options(GiftPlace.choices()), coerce=GiftPlace)
    note = long_text(_l("Note"))
