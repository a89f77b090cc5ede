"""The history as a workbook, read a few hundred lines at a time."""

from collections.abc import Generator
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.clock import now
from planner.history.columns import HISTORY, is_about_events, marked_as
from planner.history.filtering import HistoryFilter
from planner.history.queries import history_below, number_of_entries
from planner.jobs.registry import MadeFile, StepDone, Task, WorkEnd, job_kind
from planner.presenters.as_xlsx import as_xlsx
from planner.text.reading import day, or_none
from planner.web.tables import PRESENTERS

HISTORY_FILE = "history_file"
AT_ONCE = 500
"""History entries that are read in one step."""


def wants_of(wanted: HistoryFilter, words: str) -> dict[str, Any]:
    """Return a filter as work is given it, with its words for the history of files."""
    days = {"first": wanted.first, "last": wanted.last}
    plain = {name: found.isoformat() for name, found in days.items() if found}
    rest = {"by": wanted.by, "verb": wanted.verb, "kind": wanted.kind}
    return rest | {"first": "", "last": ""} | plain | {"words": words}


def filter_of(wants: dict[str, Any]) -> HistoryFilter:
    """Return the filter that work was given."""
    return HistoryFilter(
        by=wants["by"],
        verb=wants["verb"],
        kind=wants["kind"],
        first=or_none(day, wants["first"]),
        last=or_none(day, wants["last"]),
    )


@job_kind(HISTORY_FILE, _l("History as an XLSX file"), "administer")
def history_workbook(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Read the history entries that the owner may see, newest first, into a workbook."""
    wanted, zone = filter_of(task.wants), str(current_app.config["RAPPORT_TIME_ZONE"])
    total = number_of_entries(wanted, zone)
    rows: list[list[object]] = []
    marking: Marking | None = None
    below: int | None = None
    while found := history_below(wanted, zone, below, AT_ONCE):
        rows += HISTORY.cells(found)
        if is_about_events(found):
            marking = task.viewer.ceiling
        below = found[-1].entry.id
        yield StepDone(len(rows), max(total, len(rows)))
    octets = as_xlsx(marked_as(marking).whole(rows, as_of=now()))
    file = MadeFile("history.xlsx", PRESENTERS["xlsx"][1], octets, len(rows), task.wants["words"])
    return WorkEnd(_("The file holds %(number)s entries.", number=len(rows)), file)
