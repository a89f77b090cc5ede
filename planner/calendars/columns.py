"""The list of a reader's own calendars, declared once; secret addresses are no part of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.calendars.models import Feed
from planner.events.list.bar import event_chips
from planner.events.list.filtering import EventFilter
from planner.web.lists.columns import ListColumn, RowList


def in_words(query: str) -> list[str]:
    """Return the filter of a calendar in words, a part each."""
    parts = [f"{chip.label}: {chip.value}" for chip in event_chips(EventFilter.from_query(query))]
    return parts or [_("All events that you may see")]


def events_in(feed: Feed, _about: Any) -> str:
    """Return which events a calendar holds, in words."""
    return " · ".join(in_words(feed.query))


def tells_due(feed: Feed, _about: Any) -> str:
    """Return whether a calendar tells what its user owes."""
    return str(_("shown") if feed.tells_due else _("not shown"))


FEEDS = RowList(
    "my-calendars",
    _l("My calendars"),
    (
        ListColumn("name", _l("Calendar"), "name", width=30),
        ListColumn("events", _l("Events"), events_in, width=50, where="file"),
        ListColumn("due", _l("What you owe"), tells_due, where="file"),
        ListColumn("since", _l("Since"), "created_at", "moment", where="file"),
        ListColumn("fetched", _l("Last fetch"), "fetched_at", "moment"),
        ListColumn("program", _l("Program"), "fetched_by", width=30),
        ListColumn("fetches", _l("Fetches"), "fetch_count", "number"),
        ListColumn("ended", _l("Ended"), "revoked_at", "moment", where="file"),
        ListColumn("step", _l("Change"), where="page", is_control=True),
    ),
    notes=lambda _rows: (_l("Fetches are counted at most once a minute."),),
    endpoint="feeds.index",
)
"""Those in use first, by name. The page tells the events and the first day below the name."""
