"""A table as a file has it: values beside their shown form, the address of each row."""

from dataclasses import replace

from flask_babel import gettext as _

from planner.presenters.cell import Cell, bare
from planner.presenters.table import Column, Table
from planner.shapes.figure import Sentence
from planner.web.addresses import absolute
from planner.web.cells import cell


def in_files(table: Table) -> Table:
    """Return a table as files hold it: sentences in words, their values in columns of their own.

    A value has a column where the column of its sentence declares one and any row has it.
    """
    columns: list[Column] = []
    cells: list[list[object]] = []
    for place, column in enumerate(table.columns):
        below = [row[place] for row in table.rows]
        found = [one for one in map(bare, below) if isinstance(one, Sentence)]
        columns.append(column)
        if not found:
            cells.append(below)
            continue
        cells.append([cell(one) if isinstance(one, Sentence) else one for one in below])
        leaves = [one.leaves() if isinstance(one, Sentence) else {} for one in map(bare, below)]
        for name, part in column.parts.items():
            values = [one.get(name) for one in leaves]
            if any(value is not None for value in values):
                columns.append(part)
                cells.append(values)
    rows = list(zip(*cells, strict=True)) if table.rows else []
    return replace(table, columns=tuple(columns), rows=rows)


def addressed(table: Table) -> Table:
    """Return a table for a file: the address of each row's page stands in a column of its own."""
    heads = [row[0] for row in table.rows]
    links = [absolute(head.href) if isinstance(head, Cell) and head.href else "" for head in heads]
    return replace(
        table,
        columns=(*table.columns, Column(_("Address"), width=40)),
        rows=[(*row, link) for row, link in zip(table.rows, links, strict=True)],
    )
