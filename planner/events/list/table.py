"""The rows of the event list's page, put together in one join from its declared columns."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from planner.choices import Marking
from planner.events.list.rows import EventRow
from planner.events.list.words import ListWords
from planner.web import markup
from planner.web.addresses import stem
from planner.web.cells import cell
from planner.web.lists.columns import ListColumn

EVENT = markup.element("a", "%(title)s", id="e%(id)s", href="%(address)s%(id)s")
DRAWN = {
    "tick": markup.element("td", markup.tick_box("id", "%(id)s", "e%(id)s", "%(tick)s")),
    "title": markup.element(
        "th", f"{EVENT} {markup.element('small', '%(kind_line)s')}", scope="row"
    ),
    "state": markup.element("td", markup.element("span", "%(state)s", css="state state-%(css)s")),
}
"""Columns that look otherwise than a plain cell, with places for a row's values."""


@lru_cache(maxsize=8)
def template_of(names: tuple[str, ...]) -> str:
    """Return the pattern of a row with these columns."""
    cells = (DRAWN.get(name) or markup.element("td", f"%({name})s") for name in names)
    return markup.element("tr", "".join(cells)) + "\n"


def kind_line(row: EventRow, words: ListWords) -> str:
    """Return the kind, and the marking where it restricts."""
    kind = words.kinds[row.kind]
    return f"{kind} · {words.markings[row.marking]}" if row.marking > Marking.OFFICIAL else kind


def shown(value: object, kind: str) -> str:
    """Return a value as a page shows it; a text stays as it is."""
    return value if isinstance(value, str) else cell(value, kind)


def body(rows: Iterable[EventRow], columns: Sequence[ListColumn], *, is_ticked: bool) -> Markup:
    """Return the rows of the table as HTML, every value escaped."""
    words = ListWords()
    pattern = template_of(tuple(column.name for column in columns))
    readers: list[tuple[str, Callable[[Any, Any], object], str]] = [
        (column.name, column.of, column.kind) for column in columns if not column.is_control
    ]
    page = {
        "tick": " checked" if is_ticked else "",
        "address": stem("events.show", "event_id"),
    }

    def drawn(row: EventRow) -> str:
        values: dict[str, object] = {
            name: escape(shown(of(row, words), kind)) for name, of, kind in readers
        }
        values |= page
        values["id"] = row.id
        values["kind_line"] = escape(kind_line(row, words))
        values["css"] = row.state.value.replace("_", "-")
        return pattern % values

    return markup.joined(map(drawn, rows))
