"""The balance of this year on a nation’s page: planned, executed, last contact."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.clock import today
from planner.partners.models import Nation
from planner.reports.coverage.panels import this_year
from planner.reports.figures.parts import in_days
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.totals import numbers
from planner.reports.page_parts import report_links
from planner.reports.report_markings import report_marking
from planner.shapes.document import Fact, Onward, Section, Verdict
from planner.shapes.figure import Sentence
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.panels import Sections, panel


@panel("nation", order=10)
def balance_of_nation(nation: Nation) -> Sections | None:
    """Say what was planned and executed this year, and how long ago the last contact was."""
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
    onward = [Onward(_("Contacts so far"), met)] if silence.last_on else []
    if silence.is_stale and viewer().may("plan"):
        planned = links.plan(None, nation.code, None)
        onward.append(Onward(_("Plan an event"), planned, is_step=True))
    return [
        Section(
            _("Balance %(year)s", year=scope.period.name),
            (*facts, *contact_facts(silence, met)),
            verdict=verdict_on(silence),
            onward=tuple(onward),
            href=href,
        )
    ]


def verdict_on(silence: Silence) -> Verdict | None:
    """Return whether a nation was met in time for its tier; None where nothing is asked of it."""
    if silence.last_on is None:
        return Verdict("bad" if silence.is_stale else "none", _("Never met"))
    if silence.is_stale:
        reason = _("the limit is %(limit)s")
        silent = Sentence(_("Silent for %(days)s"), {"days": in_days(silence.days)})
        return Verdict("bad", silent, Sentence(reason, {"limit": in_days(silence.limit_days)}))
    return Verdict("good", _("Met in time")) if silence.limit_days else None


BALANCE = (_l("Planned"), _l("Executed"), _l("Outcome-backed"), _l("Approved and ahead"))


def contact_facts(silence: Silence, met: str) -> tuple[Fact, ...]:
    """Return when a nation was last met, how long ago, and the limit of its tier (METRICS M17)."""
    return (
        Fact(_("Last met"), silence.last_on, met),
        Fact(_("Days since"), in_days(silence.days)),
        Fact(_("Limit"), in_days(silence.limit_days)),
    )
