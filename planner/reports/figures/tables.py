"""Figures as tables for files: what the page of figures shows, nothing less."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from planner.presenters.table import Column, Table
from planner.reports.figures.chosen import FigureGroup
from planner.shapes.figure import Figure, Label, Rate
from planner.web.addresses import absolute
from planner.web.figure_words import n_words

COLUMNS = (
    Column(_l("Code"), width=8),
    Column(_l("Figure"), width=24),
    Column(_l("Value"), "figure"),
    Column(_l("Unit"), width=16),
    Column(_l("Numerator"), "number"),
    Column(_l("n"), "number"),
    Column(_l("n in words"), width=24),
    Column(_l("How counted"), width=44),
    Column(_l("Group"), width=20),
    Column(_l("Address"), width=40),
)
LINE_COLUMNS = (
    Column(_l("Figure")),
    Column(_l("Value"), "figure"),
    Column(_l("n")),
    Column(_l("How it is counted")),
)
"""The columns of a page, of slides and of papers."""


def figure_lines(title: Label, figures: Iterable[Figure]) -> Table:
    """Return figures as a page shows them: value, n, how each is counted."""
    rows = [(f"{one.label} ({one.code})", one, n_words(one), one.how) for one in figures]
    return Table(title, LINE_COLUMNS, rows)


def figure_table(title: Label, groups: Iterable[FigureGroup]) -> Table:
    """Return figures, a line each: the value by its type, and n as a number and in words."""
    rows = [figure_row(one, group.title) for group in groups for one in group.figures]
    return Table(title, COLUMNS, rows)


def figure_row(one: Figure, group: Label) -> tuple[object, ...]:
    """Return the line of one figure."""
    return (
        one.code,
        one.label,
        one,
        one.unit.value,
        one.value.numerator if isinstance(one.value, Rate) else None,
        one.n.number if one.n else None,
        n_words(one),
        one.how,
        group,
        absolute(one.rows) if one.rows else None,
    )
