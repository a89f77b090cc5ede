"""The rows of the event list's page, put together in one join from its declared columns."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from planner.choices import EventState, Marking
from planner.choices.signs import css_of
from planner.events.list.rows import EventRow
from planner.events.list.words import ListWords
from planner.web import markup
from planner.web.addresses import stem
from planner.web.cells import cell
from planner.web.lists.columns import ListColumn

EVENT = markup.element("a", "{title}", id="e{id}", href="{address}{id}")
DRAWN = {
    "tick": markup.element("td", markup.tick_box("id", "{id}", "e{id}", "{tick}")),
    "title": markup.element("th", f"{EVENT} {markup.element('small', '{kind_line}')}", scope="row"),
    "state": markup.element("td", markup.element("span", "{state}", css="{css}")),
}
"""Columns that look otherwise than a plain cell, with places for a row's values."""
ALWAYS = ("id", "css", "kind_line")
"""Values of a row that stand in such cells and in no column of their own."""


@lru_cache(maxsize=8)
def template_of(columns: tuple[str, ...], values: tuple[str, ...], address: str, tick: str) -> str:
    """Return the pattern of a row with these columns; its values stand by their numbers."""
    cells = (DRAWN.get(name) or markup.element("td", f"{{{name}}}") for name in columns)
    places = {name: f"{{{place}}}" for place, name in enumerate(values)}
    row = markup.element("tr", "".join(cells)) + "\n"
    return row.format_map(places | {"address": address, "tick": tick})


def kind_line(row: EventRow, words: ListWords) -> str:
    """Return the kind, and the marking where it restricts."""
    kind = words.kinds[row.kind]
    return f"{kind} · {words.markings[row.marking]}" if row.marking > Marking.OFFICIAL else kind


def shown(value: object, kind: str) -> str:
    """Return a value as a page shows it; a text stays as it is."""
    return value if isinstance(value, str) else cell(value, kind)


def values_of(row: EventRow, columns: Sequence[ListColumn], words: ListWords) -> Iterator[str]:
    """Give the texts of a row: what always stands in it, then those of its columns."""
    yield str(row.id)
    yield css_of(EventState, row.state.value)
    yield kind_line(row, words)
    for column in columns:
        yield shown(column.of(row, words), column.kind)


def body(rows: Iterable[EventRow], columns: Sequence[ListColumn], *, is_ticked: bool) -> Markup:
    """Return the rows of the table as HTML, every value escaped."""
    words, shows = ListWords(), [column for column in columns if not column.is_control]
    names = (*ALWAYS, *(column.name for column in shows))
    pattern = template_of(
        tuple(column.name for column in columns),
        names,
        stem("events.show", "event_id"),
        " checked" if is_ticked else "",
    )
    texts = [text for row in rows for text in values_of(row, shows, words)]
    cells = [iter(markup.escaped(texts))] * len(names)
    return markup.joined(pattern.format(*values) for values in zip(*cells, strict=True))
