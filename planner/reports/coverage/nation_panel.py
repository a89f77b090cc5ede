"""The balance of this year on a nation’s page: planned, executed, last contact."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.clock import today
from planner.partners.models import Nation
from planner.reports.coverage.panels import Shown, this_year
from planner.reports.figures.parts import in_days
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.totals import numbers
from planner.reports.page_parts import report_links
from planner.reports.report_markings import report_marking
from planner.shapes.document import Fact, Section
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.panels import panel


@panel("nation", order=10)
def balance_of_nation(nation: Nation) -> Shown:
    """Show events planned and executed this year, the last contact and how stale it is."""
    allowed = viewer().nations
    if nation.is_own or (allowed is not None and nation.code not in allowed):
        return None
    scope = this_year().with_nation(nation.code)
    note_marking(report_marking(scope))
    names = ("planned", "executed", "outcome-backed", "ahead")
    links = report_links()
    silence = silences(today(), [nation.code])[0]
    counts, met = numbers(scope, names), links.contacts(nation.code)
    href = url_for("reports.coverage", nation=nation.code)
    facts = tuple(
        Fact(label, counts[name], links.rows(name, scope))
        for name, label in zip(names, BALANCE, strict=True)
    )
    title = _("Balance %(year)s", year=scope.period.name)
    section = Section(title, (*facts, *contact_facts(silence, met)), href=href)
    return (
        "reports/_nation.html",
        {
            "balance": facts,
            "sections": (section,),
            "met_url": met,
            "silence": silence,
            "plan_url": links.plan(None, nation.code, None) if viewer().may("plan") else "",
            "nation": nation,
        },
    )


BALANCE = (_l("Planned"), _l("Executed"), _l("Outcome-backed"), _l("Approved and ahead"))


def contact_facts(silence: Silence, met: str) -> tuple[Fact, ...]:
    """Return when a nation was last met, how long ago, and the limit of its tier (METRICS M17)."""
    return (
        Fact(_("Last met"), silence.last_on, met),
        Fact(_("Days since"), in_days(silence.days)),
        Fact(_("Limit"), in_days(silence.limit_days)),
    )
