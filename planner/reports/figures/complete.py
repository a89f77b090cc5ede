"""How many executed events are entered completely: what is asked of every event (data quality)."""

from collections.abc import Mapping

from flask_babel import gettext as _

from planner.reports.figures.parts import rate_figure
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import numbers
from planner.shapes.figure import Figure, Rate, Unit

COUNTED = ("executed", "complete")


def complete_figure(scope: Scope, links: Links, known: Mapping[str, int] | None = None) -> Figure:
    """Return the share of complete records; `known` are numbers that were counted already."""
    found = numbers(scope, COUNTED) if known is None else known
    return rate_figure(
        "",
        _("Complete records"),
        Rate(found["complete"], found["executed"]),
        _("Executed events with objective, people, host, report and a word on outcomes ÷ executed"),
        Unit.EVENTS,
        links.rows("complete", scope),
        links.rows("executed", scope),
    )
