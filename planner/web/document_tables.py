"""A document as files hold it: what it says in words, its facts, then every table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from flask import Response
from flask_babel import gettext as _

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.shapes.document import Document, Fact, Section
from planner.web.addresses import absolute
from planner.web.tables import respond_table
from planner.web.tables_in_files import addressed


def respond_document(told: Document, suffix: str, filename: str, as_of: datetime) -> Response:
    """Return a document as a download; 404 for a suffix that nobody presents."""
    return respond_table(document_table(told, as_of), suffix, filename)


def document_table(told: Document, as_of: datetime) -> Table:
    """Return a document as one file: its notes and remarks stand below the rows."""
    sections = [one for one in told.sections if not one.is_empty]
    tables = [*words_tables(sections), facts_table(told, sections), *tables_of(sections)]
    first, *more = tables
    notes = [f"{one.title}: {one.text}" for one in told.written_notes]
    remarks = [str(remark) for one in told.sections for remark in one.remarks]
    return replace(
        first,
        title=told.title,
        caption=first.title,
        notes=(*first.notes, *notes, *remarks),
        marking=told.marking,
        as_of=as_of,
        more=tuple(more),
    )


def words_tables(sections: list[Section]) -> Iterator[Table]:
    """Give the sentences of each section that has some, one a line."""
    column = Column(_("In words"), width=80)
    yield from (
        Table(one.title, (column,), [(line,) for line in one.told]) for one in sections if one.told
    )


def facts_table(told: Document, sections: list[Section]) -> Table:
    """Return every fact with its heading, its n and where its rows are."""
    columns = (
        Column(_("Heading")),
        Column(_("Figure")),
        Column(_("Value"), "figure"),
        Column(_("n")),
        Column(_("Address"), width=40),
    )
    every = [(told.title, one) for one in told.facts]
    every += [(section.title, one) for section in sections for one in section.facts]
    rows = [fact_row(title, one) for title, one in every if one.is_known]
    return Table(_("Facts"), columns, rows)


def fact_row(heading: object, one: Fact) -> tuple[object, ...]:
    """Return a fact as a line of a file."""
    return (heading, one.label, one.value, one.n, absolute(one.href) if one.href else None)


def tables_of(sections: list[Section]) -> Iterator[Table]:
    """Give the tables that have rows, each named with its heading and with addresses."""
    for section in sections:
        for table in section.tables:
            if table.rows and isinstance(table, Table):
                named = f"{section.title}: {table.title}"
                title = section.title if str(table.title) == str(section.title) else named
                yield addressed(replace(plainly(table), title=title))


def plainly(table: Table) -> Table:
    """Return a table without the buttons of a page; marking and notes of its rows stay."""
    rows = [
        [replace(cell, press=None) if isinstance(cell, Cell) else cell for cell in row]
        for row in table.rows
    ]
    return replace(table, rows=rows)
