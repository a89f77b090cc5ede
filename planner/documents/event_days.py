"""The days of an event, each for a page of its own: what is known of it, and the places."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import DatePrecision
from planner.documents.event_parts import rows_section
from planner.events.models import Event
from planner.events.plan.day_order_days import days_of
from planner.kinds.queries import kind_of
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


def places(event: Event) -> Section:
    """Return the places in their order, where there are several."""
    return rows_section(PLACES, event.places if len(event.places) > 1 else ())


def sheets(event: Event) -> tuple[Section, ...]:
    """Return a section for each day of an event of several places whose days are exact."""
    first, last = event.starts_on, event.ends_on
    if first is None or last is None or event.date_precision is not DatePrecision.DAY:
        return ()
    number = (last - first).days + 1
    if len(event.places) < 2 or not 1 < number <= MOST_DAYS:
        return ()
    days = [first + timedelta(days=place) for place in range(number)]
    return tuple(sheet(event, day, place, number) for place, day in enumerate(days, 1))


def sheet(event: Event, day: date, place: int, number: int) -> Section:
    """Return what is known of one day; no place has a day of its own, so all stand on each."""
    facts = (
        Fact(_("Day"), _("%(day)s of %(days)s", day=place, days=number)),
        Fact(_("Begins"), clock(event, begins=True) if day == event.starts_on else ""),
        Fact(_("Ends"), clock(event, begins=False) if day == event.ends_on else ""),
        Fact(_("On this day"), ", ".join(falling_on(event, day))),
    )
    return Section(written(day, "EEEE d MMMM y"), facts=facts, tables=places(event).tables)


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
