"""The days of an event, each for a page of its own: its timetable, what else is known of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import DatePrecision
from planner.documents.event_parts import rows_section
from planner.events.models import Event
from planner.events.plan.day_order_days import days_of
from planner.kinds.queries import kind_of
from planner.protocol.columns import TIMETABLE as ITEMS
from planner.protocol.queries import TIMETABLE, rows_of
from planner.shapes.document import Fact, Section
from planner.shapes.fields_by_family import all_fields
from planner.web.day_words import written
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

MOST_DAYS = 14
"""An event of more days has no page for each of them."""
PLACES = RowList(
    "places-of-event",
    _l("Places in order"),
    (
        ListColumn("town", _l("Town"), "town"),
        ListColumn(
            "nation",
            _l("Country"),
            lambda place, _about: nation_name(place.nation_code) if place.nation_code else "",
        ),
        ListColumn("phase", _l("Phase"), "phase"),
    ),
)

OF_A_DAY = ITEMS.picking(_l("Timetable"), "hours", "what", "sort", "place", "lead", "dress")


def places(event: Event) -> Section:
    """Return the places in their order, where there are several."""
    return rows_section(PLACES, event.places if len(event.places) > 1 else ())


def sheets(event: Event) -> tuple[Section, ...]:
    """Return a section for each day of an event whose days are exact.

    One of a single place and without a timetable has none, nor has one of many days.
    """
    first, last = event.starts_on, event.ends_on
    if first is None or last is None or event.date_precision is not DatePrecision.DAY:
        return ()
    items, number = rows_of(TIMETABLE, event), (last - first).days + 1
    is_told = items or (len(event.places) > 1 and number > 1)
    if not is_told or number > MOST_DAYS:
        return ()
    own = {first + timedelta(days=place): place + 1 for place in range(number)}
    days = sorted(own.keys() | {item.on_day for item in items})
    return tuple(sheet(event, day, items, own.get(day), number) for day in days)


def sheet(event: Event, day: date, items: Sequence[Any], place: int | None, number: int) -> Section:
    """Return what is known of one day.

    No place has a day of its own, so all stand on each; a day of arrival is none of the event.
    """
    whole = _("%(day)s of %(days)s", day=place, days=number)
    facts = (
        Fact(_("Day"), whole if place and number > 1 else ""),
        Fact(_("Begins"), clock(event, begins=True) if day == event.starts_on else ""),
        Fact(_("Ends"), clock(event, begins=False) if day == event.ends_on else ""),
        Fact(_("On this day"), ", ".join(falling_on(event, day))),
    )
    today = [item for item in items if item.on_day == day]
    hours = OF_A_DAY.filled(today).page(today) if today else None
    tables = (*filter(None, [hours]), *places(event).tables)
    return Section(written(day, "EEEE d MMMM y"), facts=facts, tables=tables)


def clock(event: Event, *, begins: bool) -> str:
    """Return when an event begins or ends, local, with its zone; empty for whole days."""
    time = event.start_time if begins else event.end_time
    return f"{time:%H:%M}, {event.zone}" if time else ""


def falling_on(event: Event, day: date) -> Iterator[str]:
    """Give the fields of the kind that name the day, such as the day of distinguished visitors."""
    kind = kind_of(event.kind)
    named = days_of(kind, None, None, event.details)
    for field in all_fields(kind):
        if named.get(field.name) == day:
            yield str(field.label)
