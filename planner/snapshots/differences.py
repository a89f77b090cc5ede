"""What differs between a report when its period was closed, and now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.reports.kept_shape import Kept, is_address

Row = tuple[Sequence[Any], Sequence[str]]
"""The values of a row, and its words."""


@dataclass(frozen=True)
class MovedFigure:
    """One figure that is not what it was: where it stands, then and now; None where no row is."""

    table: str
    row: str
    column: str
    then: str | None
    now: str | None


def differences(then: Kept, now: Kept) -> list[MovedFigure]:
    """Return each figure that differs, table by table; a row of one side alone is one line."""
    later = {one["title"]: one for one in now.get("tables", ())}
    found: list[MovedFigure] = []
    for one in then.get("tables", ()):
        found += between(one, later.pop(one["title"], one | {"rows": [], "words": []}))
    for one in later.values():
        found += between(one | {"rows": [], "words": []}, one)
    return found


def between(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[MovedFigure]:
    """Give what differs in one table, in the order of its rows."""
    width = key_width(then, now)
    old, new = keyed(then, width), keyed(now, width)
    labels = [column["label"] for column in then["columns"]]
    title = then["title"]
    for key, (values, words) in old.items():
        name = " · ".join(part for part in words[:width] if part)
        if key not in new:
            yield MovedFigure(title, name, "", said(words[width:]), None)
            continue
        later, later_words = new[key]
        for place, label in enumerate(labels):
            if place < len(later) and differ(values[place], later[place]):
                yield MovedFigure(title, name, label, words[place], later_words[place])
    for key, (_values, words) in new.items():
        if key not in old:
            name = " · ".join(part for part in words[:width] if part)
            yield MovedFigure(title, name, "", None, said(words[width:]))


def differ(then: Any, now: Any) -> bool:
    """Say whether two values of a figure differ; where its rows are found is no part of it."""
    return bool(then != now) and not (is_address(then) and is_address(now))


def said(words: Sequence[str]) -> str:
    """Return the rest of a row in a line."""
    return " · ".join(part for part in words if part and not is_address(part))


def key_width(then: Mapping[str, Any], now: Mapping[str, Any]) -> int:
    """Return how many of the first columns of text tell the rows of a table apart."""
    texts = 0
    for column in then["columns"]:
        if column["kind"] != "text":
            break
        texts += 1
    for width in range(1, texts + 1):
        if all(is_told_apart(one["rows"], width) for one in (then, now)):
            return width
    return max(texts, 1)


def is_told_apart(rows: Sequence[Sequence[Any]], width: int) -> bool:
    """Say whether no two rows begin with the same values."""
    return len({tuple(row[:width]) for row in rows}) == len(rows)


def keyed(table: Mapping[str, Any], width: int) -> dict[tuple[Any, ...], Row]:
    """Return the rows by what they begin with; of those alike each has its number."""
    found: dict[tuple[Any, ...], Row] = {}
    for values, words in zip(table["rows"], table["words"], strict=True):
        begins, number = tuple(map(str, values[:width])), 0
        while (*begins, number) in found:
            number += 1
        found[*begins, number] = (values, words)
    return found
