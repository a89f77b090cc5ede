"""Events as a partner may read them: a table for files, and the facts of one event's page.

What stays here is said once (`LEFT_OUT`): a field that is not named in this module goes nowhere.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EXECUTED_STATES, EventKind, EventState, Marking, Modality
from planner.db import PreciseDate
from planner.events.list.line_words import LineWords, labels
from planner.events.models import Event
from planner.events.release.file_queries import PartnerRow
from planner.presenters.table import Column, Table
from planner.web.filters import number, period

LEFT_OUT = _l(
    "Left out for partners: summary, benefits, objectives, costs, risks, coordination, comments, "
    "names of people, owner and internal links."
)
TENTATIVE = (EventState.CONCEPT, EventState.PLANNED, EventState.COORDINATED)


def standing(state: EventState) -> str:
    """Return how sure an event is, in words that tell nothing of the office's own steps."""
    if state in TENTATIVE:
        return str(_("Tentative"))
    if state in EXECUTED_STATES:
        return str(_("Took place"))
    if state in (EventState.POSTPONED, EventState.CANCELLED):
        return str(state.label)
    return str(_("Confirmed"))


def purpose(details: dict[str, Any]) -> str:
    """Return the purpose in words for the public: the only long text that partners read."""
    return str(details.get("peaceful_purpose") or "")


def meeting_link(details: dict[str, Any]) -> str:
    """Return the link for those who join from afar."""
    return str(details.get("meeting_link") or "")


def clock_time(value: time | None) -> str:
    """Return a time as 14:30; empty for none."""
    return f"{value:%H:%M}" if value else ""


def columns(nation: str) -> tuple[Column, ...]:
    """Return the headings of a file for a nation."""
    return (
        Column(_("Event"), width=40),
        Column(_("Kind"), width=20),
        Column(_("Standing"), width=14),
        Column(_("First day"), "precise_day"),
        Column(_("Last day"), "precise_day"),
        Column(_("From"), width=8),
        Column(_("Until"), width=8),
        Column(_("Time zone"), width=16),
        Column(_("Host"), width=16),
        Column(_("Nations"), width=30),
        Column(_("Places"), width=24),
        Column(_("How they meet"), width=12),
        Column(_("Meeting link"), width=24),
        Column(_("Programme"), width=24),
        Column(_("Edition"), width=12),
        Column(_("Planned from %(nation)s", nation=nation), "number"),
        Column(_("Came from %(nation)s", nation=nation), "number"),
        Column(_("Marking"), width=18),
        Column(_("Purpose"), width=60),
    )


def partner_table(rows: Sequence[PartnerRow], code: str, *, as_of: datetime) -> Table:
    """Return the file of events for a partner; its heading says for whom, marked how and when."""
    words = LineWords()
    nation = words.name(code)
    kinds, modes = labels(EventKind), labels(Modality)
    marking = max((row.marking for row in rows), default=Marking.PUBLIC)
    return Table(
        title=_("Events for %(nation)s", nation=nation),
        columns=columns(nation),
        rows=[
            (
                row.title,
                kinds[row.kind],
                standing(row.state),
                row.first and PreciseDate(row.first, row.precision),
                row.last and PreciseDate(row.last, row.precision),
                clock_time(row.start_time),
                clock_time(row.end_time),
                row.zone if row.start_time else "",
                words.name(row.host_code) if row.host_code else None,
                ", ".join(words.name(other) for other in row.nations),
                ", ".join(row.towns),
                modes[row.modality],
                meeting_link(row.details),
                row.programme,
                row.edition,
                row.own_planned,
                row.own_actual,
                words.markings[row.marking],
                purpose(row.details),
            )
            for row in rows
        ],
        notes=(_("Releasable to: %(whom)s", whom=nation),),
        marking=words.markings[marking],
        as_of=as_of,
    )


def partner_facts(event: Event, code: str) -> list[tuple[Any, Any]]:
    """Return label and value of all that a partner reads of one event; empty ones stay out."""
    words = LineWords()
    part = next((row for row in event.partners if row.nation_code == code), None)
    places = (
        ", ".join(filter(None, (row.town, words.name(row.nation_code) if row.nation_code else "")))
        for row in event.places
    )
    times = ""
    if event.start_time and event.end_time:
        times = f"{clock_time(event.start_time)}–{clock_time(event.end_time)}, {event.zone}"
    found = (
        (_("Kind"), str(event.kind.label)),
        (_("Standing"), standing(event.state)),
        (_("When"), period(event.start, event.end)),
        (_("Times"), times),
        (_("Where"), "; ".join(filter(None, places))),
        (_("Host"), words.name(event.host_code) if event.host_code else ""),
        (_("Nations"), ", ".join(words.name(row.nation_code) for row in event.partners)),
        (_("People meet"), str(event.modality.label)),
        (_("Meeting link"), meeting_link(event.details)),
        (_("Programme"), event.programme.name if event.programme else ""),
        (_("Edition"), event.edition),
        (_("Planned from %(nation)s", nation=words.name(code)), counted(part, "planned")),
        (_("Came from %(nation)s", nation=words.name(code)), counted(part, "actual")),
        (_("Purpose"), purpose(event.details)),
    )
    return [(label, value) for label, value in found if value]


def counted(part: Any, way: str) -> str:
    """Return a nation's headcount in words; empty when it was not counted."""
    found = getattr(part, f"headcount_{way}") if part else None
    return "" if found is None else str(number(found))
