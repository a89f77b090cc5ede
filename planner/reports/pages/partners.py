"""Partners: who was met and when, how often, at what rank, and who is next (M17)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import NationTier
from planner.partners.columns import last_met
from planner.partners.contacts import LastContact
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.behind.silence_rows import STANDS, tier_part
from planner.reports.figures.timeliness import silence_figure
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.meetings import (
    events_by_nation,
    next_meetings,
    overdue_by_nation,
)
from planner.reports.measures.scope import Links, Scope
from planner.reports.page_parts import silent_codes
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.cadence import cadence_table, rank_part
from planner.reports.pages.registry import ReportPart, report
from planner.reports.pictures.of_partners import silence_map
from planner.web.nationnames import nation_name

CONTACT_COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Tier")),
    Column(_l("Last met"), "day"),
    Column(_l("Days since (M17)"), "number"),
    Column(_l("Days since in person"), "number"),
    Column(_l("Limit in days"), "number"),
    Column(_l("In time")),
    Column(_l("Next event"), "day"),
    Column(_l("Agreements"), "number"),
    Column(_l("Follow-ups overdue"), "number"),
)
TIER_COLUMNS = (
    Column(_l("Tier")),
    Column(_l("Partners"), "number"),
    Column(_l("Met in time"), "number"),
    Column(_l("Silent for too long"), "number"),
    Column(_l("Never met"), "number"),
)


@dataclass(frozen=True)
class Known:
    """What is told of partners beside their silence, by nation."""

    ahead: Mapping[str, date]
    agreed: Mapping[str, int]
    overdue: Mapping[str, int]


@report(
    "partners",
    _l("Partners"),
    _l("Whom did we meet, how long ago, at what rank, and whom do we meet next?"),
    "without-days",
    "unanswered",
)
def partners(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give M17 of each partner and by tier, contacts month by month, and people by rank."""
    scope = asked.scope
    found = silences(scope.today, silent_codes(scope))
    known = Known(next_meetings(scope), events_by_nation(scope, "agreed"), overdue_by_nation(scope))
    yield ReportPart(
        _("Silence"),
        [silence_figure(found, scope, links)],
        [tier_table(found, scope, links), contact_table(found, known, scope, links)],
        says=_("Days since the last contact are of today, whatever the period."),
        pictures=[silence_map(found)],
    )
    yield ReportPart(_("How often"), tables=[cadence_table(scope, links)])
    yield rank_part(scope, links)


def tier_table(found: Sequence[Silence], scope: Scope, links: Links) -> Table:
    """Return how many partners of each tier were met in time, each number opening them."""
    tiers: dict[NationTier | None, list[Silence]] = {}
    for one in found:
        tiers.setdefault(one.nation.tier, []).append(one)
    rows = [
        (
            tier.label if tier else _("No tier"),
            *(
                Cell(sum(map(is_one, tiers[tier])), links.rows_of(name, scope, tier_part(tier)))
                for name, is_one in STANDS.items()
            ),
        )
        for tier in (*NationTier, None)
        if tier in tiers
    ]
    return Table(_("By tier"), TIER_COLUMNS, rows)


def contact_table(found: Sequence[Silence], known: Known, scope: Scope, links: Links) -> Table:
    """Return a line for each partner, those never met first, then the longest silent."""
    rows = [contact_row(one, known, scope, links) for one in found]
    return Table(_("Each partner"), CONTACT_COLUMNS, rows)


def contact_row(one: Silence, known: Known, scope: Scope, links: Links) -> tuple[object, ...]:
    """Return the line of one partner."""
    code = one.nation.code
    own = scope.with_nation(code)
    return (
        Cell(nation_name(code), url_for("nations.show", code=code)),
        one.nation.tier.value if one.nation.tier else None,
        last_met(LastContact(one.last_on, one.first_on)),
        Cell(one.days, links.contacts(code)) if one.last_on else None,
        one.days_in_person,
        one.limit_days,
        in_time(one),
        Cell(known.ahead.get(code), links.rows("next", own)) if code in known.ahead else None,
        Cell(known.agreed.get(code, 0), links.rows("agreed", own)),
        Cell(known.overdue.get(code, 0), links.rows_of("owed-late", own)),
    )


def in_time(one: Silence) -> str:
    """Return whether a partner was met in time, in words; nothing where no limit says so."""
    if one.last_on is None:
        return str(_("Never met"))
    if one.limit_days is None:
        return ""
    return str(_("Late") if one.is_stale else _("In time"))
