"""What protocol shows on the page of an event."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.events.models import Event
from planner.events.states.steps import is_open
from planner.protocol import columns
from planner.protocol.queries import CULTURE, GIFTS, TIMETABLE, rows_of
from planner.protocol.timetable_days import is_outside
from planner.web.access import viewer
from planner.web.panels import EMPTY_PARTS, EmptyPart, panel


@panel("event", order=30)
def event_panel(event: Event) -> tuple[str, dict[str, Any]]:
    """Show the timetable, the parts of culture and the gifts of an event."""
    tables = {
        TIMETABLE: (_("Timetable"), columns.TIMETABLE, "timetable"),
        CULTURE: (_("Culture"), columns.CULTURE, "culture"),
        GIFTS: (_("Gifts"), columns.GIFTS_OF_EVENT, "gifts"),
    }
    parts, empty = [], []
    for name, (title, table, step) in tables.items():
        rows = rows_of(name, event)
        is_mine = is_open(step, event, viewer())
        href = url_for(f"{name}.index", event_id=event.id) if is_mine else ""
        if rows:
            parts.append((name, title, table.filled(rows).page(rows), href))
        else:
            empty.append(EmptyPart(title, href))
    outside = [row for row in rows_of(TIMETABLE, event) if is_outside(event, row)]
    return "protocol/_event.html", {"parts": parts, "outside": outside, EMPTY_PARTS: empty}
