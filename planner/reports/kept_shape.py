"""A report's tables as plain data: what a snapshot keeps beside its files, and compares."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from planner.presenters.as_csv import said
from planner.presenters.cell import Plain, bare, iso, plain, plain_text
from planner.presenters.table import Column, Table
from planner.web.cells import cell
from planner.web.tables_in_files import in_files

Kept = Mapping[str, Any]
"""A title, notes, columns with their kinds, and for each row its values and its words."""


def as_kept(table: Table) -> dict[str, Any]:
    """Return a report as data: each table that stands in its file, in their order."""
    return {"tables": [dict(one_kept(one)) for one in (table, *table.more)]}


def one_kept(table: Table) -> Iterator[tuple[str, Any]]:
    """Give the parts of one table: values to compare, and words as the page showed them."""
    table = in_files(table).with_details()
    columns = [{"label": str(one.label), "kind": one.kind} for one in table.columns]
    yield "title", plain_text(table.title)
    yield "notes", [plain_text(note) for note in table.notes]
    yield "columns", columns
    yield "rows", [[as_json(plain(one)) for one in row] for row in table.rows]
    yield "words", [[shown(one, below["kind"]) for one, below in cells(row, columns)]
                    for row in table.rows]  # fmt: skip


def cells(row: Any, columns: list[dict[str, Any]]) -> Iterator[tuple[object, dict[str, Any]]]:
    """Give the cells of a row with their columns."""
    return zip(row, columns, strict=True)


def shown(one: object, kind: Any) -> str:
    """Return a cell as a page shows it."""
    return said(bare(one), kind, cell)


def as_json(value: Plain) -> Any:
    """Return a plain value as JSON holds it; numbers stay numbers."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return iso(value) if isinstance(value, date | datetime | time) else str(value)


def is_address(value: object) -> bool:
    """Say whether a value is the address of a page: an office may be moved to another host."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def tables_of(kept: Kept) -> list[Table]:
    """Return the tables of a snapshot, in the words that the page showed then."""
    return [shown_table(one) for one in kept.get("tables", ())]


def leads(below: Sequence[object]) -> bool:
    """Say whether a column holds where its rows are found, and nothing else."""
    return bool(below) and all(value == "" or is_address(value) for value in below)


def shown_table(one: Mapping[str, Any]) -> Table:
    """Return a table for the page; the addresses of its rows stand in the files alone."""
    places = range(len(one["columns"]))
    told = [place for place in places if not leads([row[place] for row in one["rows"]])]
    columns = [one["columns"][place] for place in told]
    return Table(
        one["title"],
        tuple(Column(column["label"], column["kind"]) for column in columns),
        [[words[place] for place in told] for words in one["words"]],
        tuple(one["notes"]),
    )
