"""What every document of an event begins with: when, where, who, how many."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.db import db
from planner.events.models import Event, EventNation
from planner.events.page.headcount import attended, planned
from planner.events.page.parts import facts_of_kind, shares
from planner.kinds.queries import kind_name
from planner.shapes.document import Fact, Section
from planner.text.reading import or_none, row_id
from planner.web.day_words import period
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def part_of(row: EventNation, _about: Any) -> str:
    """Return the part of a nation, and whether it is host or leads."""
    event, code = row.event, row.nation_code
    more = [_("host")] if code == event.host_code else []
    more += [_("lead")] if code == event.lead_code else []
    return ", ".join(map(str, (row.role.label, *more)))


NATIONS = RowList(
    "nations-of-event",
    _l("Nations"),
    (
        ListColumn("nation", _l("Nation"), lambda row, _: nation_name(row.nation_code)),
        ListColumn("part", _l("Part"), part_of),
        ListColumn("planned", _l("Planned"), "headcount_planned", "number"),
        ListColumn("came", _l("Came"), "headcount_actual", "number"),
    ),
)
NATIONS_AHEAD = NATIONS.picking(_l("Nations"), "nation", "part", "planned")
OBJECTIVES = RowList(
    "objectives-of-event",
    _l("Objectives served"),
    (
        ListColumn("code", _l("Code"), lambda row, _: row[0].objective.code),
        ListColumn("objective", _l("Objective"), lambda row, _: row[0].objective.name),
        ListColumn("share", _l("Share"), lambda row, _: row[1], "percent"),
        ListColumn("effect", _l("Intended effect"), lambda row, _: row[0].intended_effect),
    ),
)


def event_by_key(key: str) -> Event | None:
    """Return the event of a key in an address, where the viewer may see it."""
    found = or_none(row_id, key)
    return db.session.get(Event, found) if found else None


def address_of(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)


def facts_of(event: Event) -> tuple[Fact, ...]:
    """Return when and where it is, of which kind, how many come and came."""
    return (
        Fact(_("When"), period(event.start, event.end)),
        Fact(_("Times"), times(event)),
        Fact(_("Where"), "; ".join(filter(None, map(where, event.places)))),
        Fact(_("Kind"), kind_name(event.kind)),
        Fact(_("Programme"), event.programme.name if event.programme else ""),
        Fact(_("Edition"), event.edition),
        Fact(_("People meet"), event.modality.label),
        Fact(_("Participants planned"), planned(event)),
        Fact(_("Participants who came"), attended(event)),
        Fact(_("Owner"), owner_name(event.owner)),
        *(Fact(label, value) for label, value in facts_of_kind(event)),
    )


def times(event: Event) -> str:
    """Return the times of a day and their zone; nothing of an event that has days alone."""
    if event.start_time is None or event.end_time is None:
        return ""
    return f"{event.start_time:%H:%M}–{event.end_time:%H:%M}, {event.zone}"


def where(place: Any) -> str:
    """Return a place with its nation and phase."""
    nation = nation_name(place.nation_code) if place.nation_code else ""
    named = ", ".join(filter(None, (place.town, nation)))
    return f"{named} ({place.phase})" if place.phase else named


def nations_section(event: Event, *, is_over: bool = False) -> Section:
    """Return which nations take part, with how many."""
    rows = (NATIONS if is_over else NATIONS_AHEAD).page(event.partners)
    return Section(NATIONS.title, tables=(rows,), absent=_("No nation is named."))


def objectives_section(event: Event) -> Section:
    """Return which objectives it serves, each with its share and the effect that is meant."""
    rows = OBJECTIVES.page(shares(event))
    return Section(OBJECTIVES.title, tables=(rows,), absent=_("It serves no objective yet."))
