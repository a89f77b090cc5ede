"""How often partners are met, month by month, and at what rank: the rest of their report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.choices import DatePrecision
from planner.db import PreciseDate
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.meetings import (
    met_by_month,
    people_by_rank,
)
from planner.reports.measures.ranks import NO_RANK
from planner.reports.measures.scope import Links, Scope
from planner.reports.pages.registry import ReportPart
from planner.reports.periods import FREE, ReportPeriod
from planner.terms.models import Rank
from planner.terms.queries import term_labels
from planner.web.access import viewer
from planner.web.day_words import precise_day
from planner.web.nationnames import nation_name

MONTHS_SHOWN = 12


def months_of(period: ReportPeriod) -> list[ReportPeriod]:
    """Return the last twelve months of a period, each whole."""
    found: list[ReportPeriod] = []
    day = period.last.replace(day=1)
    while len(found) < MONTHS_SHOWN and day >= period.first.replace(day=1):
        year, number = divmod(day.year * 12 + day.month, 12)
        end = date(year, number + 1, 1).toordinal() - 1
        found.insert(0, ReportPeriod(day, date.fromordinal(end), FREE, period.style))
        day = date.fromordinal(day.toordinal() - 1).replace(day=1)
    return found


def cadence_table(scope: Scope, links: Links) -> Table:
    """Return the contacts with each partner month by month, the last twelve of the period."""
    months = months_of(scope.period)
    whole = replace(scope.period, first=months[0].first, last=months[-1].last, name=FREE)
    met = met_by_month(scope.in_period(whole))
    codes = sorted({key[0] for key in met}, key=nation_name)
    rows = [
        (
            Cell(nation_name(code), url_for("nations.show", code=code)),
            *(month_cell(met, code, month, scope, links) for month in months),
        )
        for code in codes
    ]
    columns = (
        Column(_("Partner")),
        *(Column(month_words(one.first), "number") for one in months),
    )
    return Table(_("Contacts by month"), columns, rows)


def month_cell(
    met: Mapping[tuple[str, int, int], int],
    code: str,
    month: ReportPeriod,
    scope: Scope,
    links: Links,
) -> Cell | None:
    """Return the number of contacts of a month, opening them; nothing where there were none."""
    number = met.get((code, month.first.year, month.first.month))
    if number is None:
        return None
    return Cell(number, links.rows("met", scope.in_period(month).with_nation(code)))


def month_words(first: date) -> str:
    """Return a month as a heading: “May 2030”."""
    return precise_day(PreciseDate(first, DatePrecision.MONTH))


def rank_part(scope: Scope, links: Links) -> ReportPart:
    """Return the people met by rank; to those who may not see people it says why not."""
    title = _("At what rank")
    if not viewer().may("see_people"):
        return ReportPart(title, says=_("People are shown to those who work with people."))
    return ReportPart(title, tables=[rank_table(scope, links)])


def rank_table(scope: Scope, links: Links) -> Table:
    """Return how many people of each partner were met, by rank."""
    found, names = people_by_rank(scope), term_labels(Rank)
    had = {rank for one in found.values() for rank in one}
    ranks: list[str | None] = [
        *(code for code in names if code in had),
        *([None] if None in had else []),
    ]
    columns = (
        Column(_("Partner")),
        *(Column(names.get(code or "", _("Other or not known")), "number") for code in ranks),
        Column(_("People"), "number"),
    )
    rows = [
        (
            Cell(nation_name(code), url_for("nations.show", code=code)),
            *(rank_cell(found[code].get(rank), code, rank, scope, links) for rank in ranks),
            Cell(sum(found[code].values()), links.rows_of("people-met", scope.with_nation(code))),
        )
        for code in sorted(found, key=nation_name)
    ]
    note = _("People who attended executed events of the period, each counted once.")
    return Table(_("People met, by rank"), columns, rows, (note,))


def rank_cell(
    number: int | None, code: str, rank: str | None, scope: Scope, links: Links
) -> Cell | None:
    """Return the people of one rank, opening them; nothing where there were none."""
    if number is None:
        return None
    return Cell(number, links.rows_of("people-met", scope.with_nation(code), rank or NO_RANK))
