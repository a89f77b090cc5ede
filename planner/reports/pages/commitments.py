"""Commitments: what partners and we promised one another, kept, late, open, overdue."""

from collections import Counter
from collections.abc import Iterator, Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import PromisedBy, PromiseStanding
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.behind.commitment_rows import rows_name
from planner.reports.measures.commitments import (
    Standings,
    commitments_by_nation,
    commitments_told,
)
from planner.reports.measures.scope import Links, Scope
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.shapes.figure import Label
from planner.web.nationnames import nation_name

COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Promised"), "number"),
    *(Column(one.label, "number") for one in PromiseStanding),
)
TITLES: dict[PromisedBy, tuple[Label, Label]] = {
    PromisedBy.OURS: (
        _l("What we promised"),
        _l("Nothing that we promised a partner is due in the period."),
    ),
    PromisedBy.THEIRS: (
        _l("What they promised"),
        _l("Nothing that a partner promised us is due in the period."),
    ),
}
ByNation = Mapping[tuple[str, PromisedBy], Standings]


@report(
    "commitments",
    _l("Commitments"),
    _l("What did partners and we promise one another, and was it kept in time?"),
    told=commitments_told,
)
def commitments(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give the promises due in the period by partner and side, each number opening its rows."""
    found = commitments_by_nation(asked.scope)
    for side, (title, nothing) in TITLES.items():
        table = side_table(found, side, asked.scope, links)
        yield ReportPart(title, tables=[table], says="" if table.rows else nothing)
    yield ReportPart(
        _("How it is counted"),
        says=_(
            "Promises whose due day lies in the period, as they stand today: kept in time on or "
            "before that day, overdue from the day after it on. Follow-ups promised to a partner "
            "count as promises of ours; one that was dropped counts as withdrawn. Where objectives "
            "are chosen, promises made at their events alone are counted."
        ),
    )


def side_table(found: ByNation, side: PromisedBy, scope: Scope, links: Links) -> Table:
    """Return a line for each partner with promises of one side, and one for all of them."""
    codes = sorted((code for code, one in found if one is side), key=nation_name)
    rows = [
        (
            Cell(nation_name(code), url_for("nations.show", code=code)),
            *numbers(found[code, side], side, scope.with_nation(code), links),
        )
        for code in codes
    ]
    if len(codes) > 1:
        whole = sum((found[code, side] for code in codes), start=Counter[PromiseStanding]())
        rows.append((Cell(_("All partners"), ""), *numbers(whole, side, scope, links)))
    return Table(TITLES[side][0], COLUMNS, rows)


def numbers(found: Standings, side: PromisedBy, scope: Scope, links: Links) -> tuple[Cell, ...]:
    """Return the cells of one line, each opening its rows."""
    return (
        Cell(found.total(), links.rows_of(rows_name(side), scope)),
        *(Cell(found[one], links.rows_of(rows_name(side, one), scope)) for one in PromiseStanding),
    )
