"""Parts of documents about one event: when and where it is, its nations, to whom it may go."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Modality
from planner.events.models import Event, EventNation, Place
from planner.events.page.queries import EventPage, page_of
from planner.events.release.together import release_notes
from planner.kinds.queries import kind_name
from planner.shapes.document import Fact, Section
from planner.shapes.figure import Label
from planner.text.reading import or_none, row_id
from planner.web.day_words import event_period, period
from planner.web.ids import NO_ROW
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

NATIONS = RowList(
    "nations-of-event",
    _l("Nations"),
    (
        ListColumn("nation", _l("Nation"), lambda row, _about: nation_name(row.nation_code)),
        ListColumn("part", _l("Part"), lambda row, _about: str(row.role.label)),
        ListColumn("planned", _l("Planned"), "headcount_planned", "number"),
        ListColumn("came", _l("Came"), "headcount_actual", "number"),
    ),
)


def event_told_of(key: str) -> EventPage | None:
    """Return an event that the viewer sees, by its key in an address; None without one."""
    return page_of(or_none(row_id, key) or NO_ROW)


def rows_section(
    found: RowList, rows: Sequence[Any], about: Any = None, absent: Label = ""
) -> Section:
    """Return rows under the title of their list, or what is said where there are none."""
    table = found.filled(rows, about).page(rows, about)
    return Section(found.title, tables=(table,), absent=absent)


def under_title(kind: Label, event: Event) -> str:
    """Return what stands below the title: the kind of document and of event, and the days."""
    return " · ".join((str(kind), kind_name(event.kind), event_period(event)))


def when_and_where(event: Event, places: Sequence[Place]) -> tuple[Fact, ...]:
    """Return days, times in the event's own zone, places and who hosts, as far as known."""
    virtual = event.modality is not Modality.IN_PERSON
    return (
        Fact(_("When"), event_period(event)),
        Fact(_("Times"), times(event)),
        Fact(_("Planned at approval"), first_planned(event)),
        Fact(_("Travel days"), travel(event)),
        Fact(_("Where"), "; ".join(filter(None, map(place_words, places)))),
        Fact(_("People meet"), event.modality.label if virtual else ""),
        Fact(_("Host"), nation_name(event.host_code) if event.host_code else ""),
        Fact(_("Lead"), nation_name(event.lead_code) if event.lead_code else ""),
        Fact(_("Part of"), series(event)),
    )


def times(event: Event) -> str:
    """Return from when to when, with the zone; empty for whole days."""
    if event.start_time is None or event.end_time is None:
        return ""
    start, end = f"{event.start_time:%H:%M}", f"{event.end_time:%H:%M}"
    return str(_("%(start)s–%(end)s, %(zone)s", start=start, end=end, zone=event.zone))


def first_planned(event: Event) -> str:
    """Return the days of the approval where the plan is another now."""
    first, last = event.baseline_starts_on, event.baseline_ends_on
    return "" if first is None or first == event.starts_on else period(first, last)


def travel(event: Event) -> str:
    """Return the days of travel; empty without any."""
    before, after = event.travel_days_before, event.travel_days_after
    if not (before or after):
        return ""
    return str(_("%(before)s before, %(after)s after", before=before, after=after))


def place_words(place: Place) -> str:
    """Return “Brest, France (sea phase)”, as far as it is known."""
    country = nation_name(place.nation_code) if place.nation_code else ""
    where = ", ".join(filter(None, (place.town, country)))
    return " ".join(filter(None, (where, f"({place.phase})" if place.phase else "")))


def series(event: Event) -> str:
    """Return the programme and the edition that it is."""
    edition = _("Edition %(edition)s", edition=event.edition) if event.edition else ""
    return ", ".join(filter(None, (event.programme.name if event.programme else "", edition)))


def nation_rows(event: Event) -> list[EventNation]:
    """Return the parts of nations, by their names."""
    return sorted(event.partners, key=lambda row: nation_name(row.nation_code))


def release_section(rows: Iterable[Any]) -> Section:
    """Return to whom all that a document tells of may be released."""
    return Section("", remarks=release_notes(rows))
