"""Coverage as a table for spreadsheets: one line a cell, every figure in a column of its own."""

from collections.abc import Mapping

from flask_babel import gettext as _

from planner.objectives.lights import ObjectiveLight
from planner.presenters.table import Column, Table
from planner.reports.forms import ACROSS, ROWS
from planner.reports.measures.counts import Key
from planner.reports.measures.coverage import Coverage, Figures, Heading


def coverage_table(
    found: Coverage, by: str, lights: Mapping[Key, ObjectiveLight], marking: str
) -> Table:
    """Return the cells with anything to show, then the totals; empty where none can be stated."""
    columns = (
        Column(_("Code")),
        Column(ROWS[by]),
        Column(ACROSS[found.across]),
        *(
            Column(label, "number")
            for label in (
                _("Required"),
                _("Planned"),
                _("Executed"),
                _("Held in the years so far"),
                _("Outcome-backed"),
                _("Approved and ahead"),
                _("Gap"),
                _("Residual gap"),
            )
        ),
        Column(_("Light")),
        Column(_("Reason")),
    )
    rows = [
        line(row, column, found.figures[row.key, column.key], None)
        for row in found.rows
        for column in found.columns
        if not found.figures[row.key, column.key].is_empty
    ]
    rows += [line(r, None, found.figures[r.key, None], lights.get(r.key)) for r in found.rows]
    rows += [line(None, c, found.figures[None, c.key], None) for c in found.columns]
    rows.append(line(None, None, found.figures[None, None], None))
    return Table(_("Coverage"), columns, rows, notes(found), marking)


def line(
    row: Heading | None, column: Heading | None, found: Figures, light: ObjectiveLight | None
) -> tuple[object, ...]:
    """Return one line of the sheet."""
    every = _("All")
    return (
        row.detail if row else "",
        row.label if row else every,
        (column.name or column.label) if column else every,
        found.required,
        found.planned,
        found.executed,
        found.held,
        found.backed,
        found.ahead,
        found.gap,
        found.residual,
        light.label if light else "",
        light.reason if light else "",
    )


def notes(found: Coverage) -> tuple[str, ...]:
    """Return what a reader must know of the figures: the period and how totals are made."""
    period = found.scope.period
    return (
        _("Period: %(first)s to %(last)s", first=period.first, last=period.last),
        _(
            "Required, held, gap and residual gap are of whole years (%(years)s), held up to the "
            "end of the period; the other numbers are of the period.",
            years=", ".join(year.name for year in period.years),
        ),
        _(
            "Totals count each event once; an event with two partners is in two cells. "
            "A total's gap adds the gaps of its cells."
        ),
    )
