"""M1 and M2: how many days, and how many people on them."""

from flask_babel import gettext as _

from planner.reports.figures.parts import of_events
from planner.reports.measures.effort import Activity
from planner.reports.measures.scope import Links, Scope
from planner.shapes.figure import Figure, Unit


def activity_figures(scope: Scope, links: Links, found: Activity) -> list[Figure]:
    """Return M1 and M2."""
    effort = found.effort
    return [
        Figure(
            "M1",
            _("Event-days"),
            found.event_days,
            Unit.EVENT_DAYS,
            _("Days of executed events inside the period, both ends counted"),
            links.rows("on-days", scope),
            of_events(found.exact),
        ),
        Figure(
            "M2",
            _("Person-days"),
            effort.person_days,
            Unit.PERSON_DAYS,
            _("Event-days × people who came; where nobody counted them, people planned"),
            links.rows("effort", scope),
            of_events(effort.events, effort.estimated),
        ),
    ]
