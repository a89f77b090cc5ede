"""M13, M14 and M17: promises, reports and contacts in time."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.office.queries import office
from planner.reports.figures.parts import in_days, rate_figure, several
from planner.reports.measures.contacts import Silence
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.timeliness import Promises, promises, reports_in_time
from planner.shapes.figure import Count, Figure, Label, Sentence, Unit, Value
from planner.web.nationnames import nation_name

OF_PROMISES: tuple[tuple[Label, Unit, Label, str], ...] = (
    (
        _l("Days late"),
        Unit.DAYS,
        _l("Median over those closed late or overdue today"),
        "follow-ups-late",
    ),
    (
        _l("Oldest overdue"),
        Unit.DAY,
        _l("Due day of the oldest that is still owed"),
        "follow-ups-overdue",
    ),
    (
        _l("Dropped"),
        Unit.FOLLOW_UPS,
        _l("Due in the period and given up: neither kept nor owed"),
        "follow-ups-dropped",
    ),
)
"""What stands beside the rate of M13: label, unit, how counted, its rows."""


def timeliness_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M13 and M14."""
    return [*promise_figures(scope, links), report_figure(scope, links)]


def promise_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M13: what was kept in time, how late the rest is, and what was given up."""
    found = promises(scope)
    kept = rate_figure(
        "M13",
        _("Follow-ups on time"),
        found.rate,
        _("Due in the period: done or handed over by their day ÷ done, handed over or overdue"),
        Unit.FOLLOW_UPS,
        links.rows_of("follow-ups-in-time", scope),
        links.rows_of("follow-ups", scope),
    )
    overdue = overdue_n(found)
    beside: tuple[tuple[Value, Count | None], ...] = (
        (in_days(found.days_late), overdue),
        (found.oldest, overdue),
        (found.dropped, None),
    )
    return [
        kept,
        *(
            Figure("M13", label, value, unit, how, links.rows_of(rows, scope), n)
            for (label, unit, how, rows), (value, n) in zip(OF_PROMISES, beside, strict=True)
        ),
    ]


def overdue_n(found: Promises) -> Count:
    """Return how many follow-ups are overdue."""
    words = several("%(number)s overdue", "%(number)s overdue", found.overdue)
    return Count(found.overdue, Unit.FOLLOW_UPS, Sentence(words, {"number": found.overdue}))


def report_figure(scope: Scope, links: Links) -> Figure:
    """Return M14."""
    return rate_figure(
        "M14",
        _("Reports on time"),
        reports_in_time(scope),
        _(
            "Reported within %(days)s days of the end ÷ executed events of which these days "
            "have passed",
            days=office().report_days,
        ),
        Unit.EVENTS,
        links.rows("reported-in-time", scope),
        links.rows("report-due", scope),
    )


def silence_figure(silent: Sequence[Silence], scope: Scope, links: Links) -> Figure:
    """Return M17: the partner longest without contact, “never” first."""
    first = next(iter(silent), None)
    n = None
    if first is not None:
        words = Sentence("%(nation)s", {"nation": nation_name(first.nation.code)})
        n = Count(None, Unit.PARTNERS, words)
    return Figure(
        "M17",
        _("Longest silence"),
        in_days(first.days) if first else None,
        Unit.DAYS,
        _("Days since the last executed contact with a partner"),
        links.rows_of("partners", scope),
        n,
        absent=_("never") if first else "",
    )
