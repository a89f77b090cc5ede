"""The tables of protocol, declared once: timetable, parts of culture, gifts."""

from datetime import time

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.events.release.together import release_notes
from planner.outcomes.columns import marked
from planner.protocol.gift_filtering import GiftFilter
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def clock(at: time) -> str:
    """Return a local time by the clock of 24 hours."""
    return f"{at:%H:%M}"


def hours(item: TimetableItem, _about: object = None) -> str:
    """Return from when to when an item lasts; an end on the next day says so."""
    if item.starts_at is None:
        return ""
    if item.ends_at is None:
        return clock(item.starts_at)
    span = f"{clock(item.starts_at)}–{clock(item.ends_at)}"
    return span if item.ends_at > item.starts_at else _("%(hours)s the next day", hours=span)


def nation_or_all(row: CulturalPart | Gift, _about: object) -> str:
    """Return the partner of a row; none where it is with all."""
    return nation_name(row.nation_code) if row.nation_code else ""


def lacking(gift: Gift, _about: object) -> str:
    """Return that a gift has to be declared and was not."""
    return _("has to be declared") if gift.is_to_declare else ""


TIMETABLE = RowList(
    "timetable",
    _l("Timetable"),
    (
        ListColumn("day", _l("Day"), "on_day", "day"),
        ListColumn("hours", _l("Local time"), hours),
        ListColumn("what", _l("What happens"), "what", width=40),
        ListColumn("sort", _l("Sort"), lambda row, _: row.kind.label),
        ListColumn("place", _l("Place"), "place", width=24),
        ListColumn("lead", _l("Who leads or hosts"), "lead", width=24),
        ListColumn("dress", _l("Dress"), "dress", width=20),
    ),
)
CULTURE = RowList(
    "cultural-parts",
    _l("What is shown of culture"),
    (
        ListColumn("what", _l("What is shown or done"), "what", width=40),
        ListColumn("element", _l("Element"), lambda row, _: row.element.label),
        ListColumn("direction", _l("Direction"), lambda row, _: row.direction.label),
        ListColumn("nation", _l("Partner"), nation_or_all),
        ListColumn("place", _l("Place"), "place", width=24),
        ListColumn("note", _l("Note"), "note", width=40),
    ),
)
GIFTS = RowList(
    "gifts",
    _l("Gifts"),
    (
        ListColumn("what", _l("Gift"), "what", width=36),
        ListColumn("direction", _l("Given or received"), lambda row, _: row.direction.label),
        ListColumn("nation", _l("Partner"), nation_or_all),
        ListColumn("giver", _l("Giver"), "giver", width=24),
        ListColumn("receiver", _l("Receiver"), "receiver", width=24),
        ListColumn("value", _l("Value"), "value", "money"),
        ListColumn("above", _l("To be declared above"), "declare_above", "money", where="file"),
        ListColumn("currency", _l("Currency"), "currency", width=8),
        ListColumn("declared", _l("Declared"), "declared_on", "day", detail=lacking),
        ListColumn("place", _l("Where it is"), lambda row, _: row.place.label),
        ListColumn("note", _l("Note"), "note", width=40, where="file"),
        ListColumn("event", _l("Event"), "event.title", width=40),
    ),
    address=lambda gift: url_for("gifts.edit", event_id=gift.event_id, gift_id=gift.id),
    marking=marked,
    notes=lambda rows: release_notes(row.event for row in rows),
    endpoint="gift_register.index",
    narrowed_by=GiftFilter,
)
GIFTS_OF_EVENT = GIFTS.picking(
    GIFTS.title,
    *("what", "direction", "nation", "giver", "receiver", "value", "currency"),
    *("declared", "place"),
)
"""What the page of an event and its report say of gifts."""
