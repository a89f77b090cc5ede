"""The event list as a file that is prepared: read some hundred events at a time, as long work."""

from collections.abc import Generator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.clock import now, today
from planner.events.list.columns import EVENTS
from planner.events.list.filtering import EventFilter
from planner.events.list.rows import EventRow
from planner.events.list.whole_queries import keys_in_order, rows_of_keys
from planner.events.list.words import ListWords
from planner.jobs.registry import MadeFile, MadeLink, StepDone, Task, WorkEnd, job_kind
from planner.web.file_notes import shortened
from planner.web.tables import presented

EVENT_FILE = "event_file"
ROWS = 500
"""Events that are read in one step."""


def wants_of(wanted: EventFilter, sort: str, suffix: str) -> dict[str, Any]:
    """Return a filter, an order and a form of file as work is given them."""
    return {"query": wanted.to_query(), "sort": sort, "suffix": suffix}


@job_kind(EVENT_FILE, _l("Events as a file"), "see")
def event_file(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Read the events that the owner may see, in the order of the list, and make the file."""
    wanted, suffix = EventFilter.from_query(task.wants["query"]), task.wants["suffix"]
    keys = keys_in_order(wanted, today(), task.wants["sort"])
    rows: list[EventRow] = []
    cells: list[list[object]] = []
    words = ListWords()
    for start in range(0, len(keys), ROWS):
        found = rows_of_keys(keys[start : start + ROWS], EVENTS.file_columns)
        rows += found
        cells += EVENTS.cells(found, words)
        yield StepDone(start + len(found), len(keys))
    octets, mime = presented(EVENTS.whole(cells, rows, as_of=now()), suffix)
    file = MadeFile(
        f"{EVENTS.name}.{suffix}", mime, octets, len(rows), shortened(wanted.for_history())
    )
    said = _("The file holds %(number)s events.", number=len(rows))
    return WorkEnd(said, file, link_to(wanted, task.wants["sort"]))


def link_to(wanted: EventFilter, sort: str) -> MadeLink:
    """Return the way back to the list that the file was made of."""
    values: dict[str, Any] = {"sort": sort}
    for name, value in wanted.pairs():
        values.setdefault(name, []).append(value)
    return MadeLink(_("Open the list"), "events.index", values)
