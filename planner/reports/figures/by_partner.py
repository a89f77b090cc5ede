"""M4 and M17 of each partner."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.partners.columns import last_met
from planner.partners.contacts import LastContact
from planner.presenters.cell import Cell
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
)


def partner_table(asked: Chosen, links: Links) -> Table:
    """Return a line for each partner with effort, or whose silence is told."""
    scope, effort = asked.scope, effort_by_nation(asked.scope)
    silent = {row.nation.code: row for row in asked.silent}
    codes = sorted(set(effort) | set(silent), key=nation_name)
    rows = [
        partner_row(code, effort.get(code, Effort()), silent.get(code), scope, links)
        for code in codes
    ]
    notes = left_out_notes(left_out_of(OF_PARTNERS, scope, links, asked.missing))
    return Table(_("By partner"), COLUMNS, rows, notes)


def partner_row(
    code: str, found: Effort, quiet: Silence | None, scope: Scope, links: Links
) -> tuple[Any, ...]:
    """Return the line of one partner."""
    opened = links.rows("effort-with", scope.with_nation(code))
    return (
        Cell(nation_name(code), url_for("nations.show", code=code)),
        Cell(round(found.person_days, 1), opened),
        found.estimated,
        Cell(found.events, opened),
        last_met(LastContact(quiet.last_on, quiet.first_on)) if quiet else None,
        Cell(quiet.days, links.contacts(code)) if quiet and quiet.last_on else None,
        quiet.days_in_person if quiet else None,
        quiet.limit_days if quiet else None,
    )
