"""M4 and M17 of each partner."""

from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.partners.columns import last_met
from planner.partners.contacts import LastContact
from planner.presenters.cell import Cell, bare
from planner.presenters.table import Column, Table
from planner.reports.figures.chosen import Chosen
from planner.reports.figures.left_out import OF_PARTNERS, left_out_of
from planner.reports.measures.contacts import Silence
from planner.reports.measures.effort import Effort, effort_by_nation
from planner.reports.measures.scope import Links, Scope
from planner.web.left_out import left_out_notes
from planner.web.nationnames import nation_name

COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Person-days (M4)"), "number"),
    Column(_l("Events estimated"), "number"),
    Column(_l("n"), "number"),
    Column(_l("Last met"), "day"),
    Column(_l("Days since (M17)"), "number"),
    Column(_l("Days since in person"), "number"),
    Column(_l("Limit in days"), "number"),
    Column(_l("Days over the limit"), "number"),
)
EVENTS, OVER = 3, 8
"""The places of two columns."""
SHOWN = 20
"""A page shows so many partners at once, and folds the others."""


def partner_table(asked: Chosen, links: Links) -> Table:
    """Return a line for each partner with effort, or whose silence is told.

    Those longest beyond their limit come first, then those with most effort.
    """
    scope, effort = asked.scope, effort_by_nation(asked.scope)
    silent = {row.nation.code: row for row in asked.silent}
    most = max((one.person_days for one in effort.values()), default=0)

    def order(code: str) -> tuple[int, float, str]:
        over, found = days_over(silent.get(code)), effort.get(code, Effort())
        return (-(over or 0), -found.person_days, nation_name(code))

    rows = [
        partner_row(code, effort.get(code, Effort()), silent.get(code), most, scope, links)
        for code in sorted(set(effort) | set(silent), key=order)
    ]
    notes = left_out_notes(left_out_of(OF_PARTNERS, scope, links, asked.missing))
    return Table(_("By partner"), COLUMNS, rows, notes)


def days_over(quiet: Silence | None) -> int | None:
    """Return by how many days a silence is beyond its limit; None where it is not, or never met."""
    if quiet is None or quiet.days is None or quiet.limit_days is None:
        return None
    return quiet.days - quiet.limit_days if quiet.days > quiet.limit_days else None


def parted(table: Table) -> tuple[Table, Table]:
    """Return what a page shows of the partners, and what it folds.

    Shown are those that are beyond their limit or had events, if they are not too many.
    """
    first = [row for row in table.rows if row[OVER] is not None or bare(row[EVENTS])][:SHOWN]
    rest = table.rows[len(first) :]
    return replace(table, rows=first), replace(
        table, rows=rest, title=_("Other partners"), notes=()
    )


def partner_row(
    code: str,
    found: Effort,
    quiet: Silence | None,
    most: float,
    scope: Scope,
    links: Links,
) -> tuple[Any, ...]:
    """Return the line of one partner; `most` is the greatest effort with any of them."""
    opened = links.rows("effort-with", scope.with_nation(code))
    share = found.person_days / most if most else None
    return (
        Cell(nation_name(code), url_for("nations.show", code=code)),
        Cell(round(found.person_days, 1), opened, share=share),
        found.estimated,
        Cell(found.events, opened),
        last_met(LastContact(quiet.last_on, quiet.first_on)) if quiet else None,
        Cell(quiet.days, links.contacts(code)) if quiet and quiet.last_on else None,
        quiet.days_in_person if quiet else None,
        quiet.limit_days if quiet else None,
        days_over(quiet),
    )
