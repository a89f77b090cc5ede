"""The lines of My desk on what falls due, made of one shape whatever it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.desk.lines import DeskLine, line
from planner.desk.queries import Waiting, WaitingRows, made_once, waiting
from planner.shapes.due_item import DueItem, DueState
from planner.viewers import Viewer
from planner.web.ages import age_words
from planner.web.day_words import day
from planner.web.due_sources import DueSource


def due_rows(source: DueSource) -> Callable[[Viewer, date], WaitingRows]:
    """Return what finds the rows of a source that wait for a viewer, and counts them."""

    def find(viewer: Viewer, today: date) -> WaitingRows:
        return due_by(source, viewer, today, source.days())

    return find


@made_once
def due_by(source: DueSource, viewer: Viewer, today: date, _days: int) -> Waiting:
    """Return what waits for a viewer, under the days after which an office wants it."""
    condition = source.on_desk(viewer, today)
    return waiting(source.entity, condition, *source.order, load=source.loads)


def due_line_of(source: DueSource) -> Callable[[Any, Viewer, date], DeskLine]:
    """Return what makes a line of a row."""

    def make(row: Any, _who: Viewer, present: date) -> DeskLine:
        item = source.item_of(row)
        is_late = item.state(present) is DueState.LATE
        words = f"{due_words(item, present)} · {item.detail}"
        kind = "late" if is_late else "soon"
        made = line(item.title, item.href, words, str(item.step), item.step_href, kind)
        return made | {"age": age_words((present - item.due_on).days)}

    return make


def due_words(item: DueItem, today: date) -> str:
    """Return “due 4 Mar 2030” or “overdue since 1 Mar 2030”."""
    when = day(item.due_on)
    if item.state(today) is DueState.LATE:
        return str(_("overdue since %(day)s", day=when))
    return str(_("due %(day)s", day=when))
