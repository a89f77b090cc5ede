"""M5 with the shares beside it, and M6: was what was planned done, and when."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.reports.figures.parts import in_days, of_events, rate_figure
from planner.reports.measures.execution import execution, slip
from planner.reports.measures.scope import Links, Scope
from planner.shapes.figure import Figure, Unit

SHARES = (
    (
        "rate",
        _l("Execution rate"),
        _l("Planned for the period and executed in it ÷ planned for it"),
        ("planned-executed", "planned"),
    ),
    (
        "unplanned",
        _l("Unplanned share"),
        _l("Executed, not planned for the period ÷ executed"),
        ("unplanned", "executed"),
    ),
    (
        "cancelled",
        _l("Cancel rate"),
        _l("Planned for the period and cancelled ÷ planned for it"),
        ("planned-cancelled", "planned"),
    ),
    (
        "postponed",
        _l("Postpone rate"),
        _l("Planned for the period and now postponed ÷ planned for it"),
        ("planned-postponed", "planned"),
    ),
)
"""The rates of `Execution` by name: label, how counted, measures of its numerator and n."""


def execution_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M5 with its shares, and M6."""
    found = execution(scope)
    shares = [
        rate_figure(
            "M5",
            label,
            getattr(found, name),
            how,
            Unit.EVENTS,
            *(links.rows(measure, scope) for measure in measures),
        )
        for name, label, how, measures in SHARES
    ]
    return [*shares, slip_figure(scope, links)]


def slip_figure(scope: Scope, links: Links) -> Figure:
    """Return M6."""
    late = slip(scope)
    return Figure(
        "M6",
        _("Slip"),
        in_days(late.days),
        Unit.DAYS,
        _("Median of actual start − first approved start"),
        links.rows("slipped", scope),
        of_events(late.events),
    )
