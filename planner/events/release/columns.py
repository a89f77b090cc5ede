"""The columns of a file of events for a partner: a field that is not named here goes nowhere."""

from collections.abc import Sequence

from flask_babel import gettext as _

from planner.choices import Marking
from planner.events.list.columns import highest, host, kind, marking, mode, nations, of
from planner.events.list.rows import FIRST_DAY, LAST_DAY, EventRow
from planner.events.list.words import ListWords
from planner.events.release.words import clock_time, meeting_link, purpose, standing
from planner.shapes.figure import Label
from planner.web.labels import markings
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def file_marking(rows: Sequence[EventRow]) -> Label:
    """Return the words of the highest marking of what goes to a partner."""
    return markings()[highest(rows) or Marking.PUBLIC]


def standing_of(row: EventRow, _words: ListWords) -> str:
    """Return how sure an event is."""
    return standing(row.state)


def link_of(row: EventRow, _words: ListWords) -> str:
    """Return the link for those who join from afar."""
    return meeting_link(row.details)


def purpose_of(row: EventRow, _words: ListWords) -> str:
    """Return what it is for, in words for the public."""
    return purpose(row.details)


def begins(row: EventRow, _words: ListWords) -> str:
    """Return when a day of it begins."""
    return clock_time(row.start_time)


def ends(row: EventRow, _words: ListWords) -> str:
    """Return when a day of it ends."""
    return clock_time(row.end_time)


def towns(row: EventRow, _words: ListWords) -> str:
    """Return the towns; what the phases are called stays here."""
    return ", ".join(row.towns)


def partner_list(code: str) -> RowList:
    """Return the list of events as a nation may have it; its heading says for whom it is."""
    nation = nation_name(code)
    return RowList(
        f"events-for-{code}",
        _("Events for %(nation)s", nation=nation),
        (
            ListColumn("title", _("Event"), "title", width=40),
            of("kind", _("Kind"), kind, "kind", width=20),
            of("standing", _("Standing"), standing_of, "state", width=14),
            of("first", _("First day"), "first_day", *FIRST_DAY, kind="precise_day"),
            of("last", _("Last day"), "last_day", *LAST_DAY, kind="precise_day"),
            of("begins", _("From"), begins, "start_time", width=8),
            of("ends", _("Until"), ends, "end_time", width=8),
            of("zone", _("Time zone"), "time_zone", "zone", "start_time", width=16),
            of("host", _("Host"), host, "host_code", width=16),
            of("nations", _("Nations"), nations, "nations", width=30),
            of("towns", _("Places"), towns, "places", width=24),
            of("mode", _("How they meet"), mode, "modality", width=12),
            of("link", _("Meeting link"), link_of, "details", width=24),
            ListColumn("programme", _("Programme"), "programme", width=24),
            ListColumn("edition", _("Edition"), "edition", width=12),
            *headcounts(nation),
            of("marking", _("Marking"), marking, "marking", width=18),
            of("purpose", _("Purpose"), purpose_of, "details", width=60),
        ),
        marking=file_marking,
        notes=lambda _rows: (_("Releasable to: %(whom)s", whom=nation),),
    )


def headcounts(nation: str) -> tuple[ListColumn, ...]:
    """Return the columns of how many people of the nation itself were planned and came."""
    planned = _("Planned from %(nation)s", nation=nation)
    came = _("Came from %(nation)s", nation=nation)
    return (
        ListColumn("planned", planned, "partner_planned", "number"),
        ListColumn("came", came, "partner_actual", "number"),
    )
