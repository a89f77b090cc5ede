"""What an executed event needs next of those who report."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.choices import EventState
from planner.events.hanging import may_have
from planner.events.models import Event
from planner.events.page.next_step import NextStep, next_step_source
from planner.outcomes.report_due import report_due
from planner.viewers import Viewer


@next_step_source
def after_the_event(event: Event, who: Viewer, today: date) -> NextStep | None:
    """Return the report of an executed event, with the day by which it is due."""
    if event.state is not EventState.EXECUTED or not who.may("report"):
        return None
    if may_have(event.id, "report"):
        return None  # it is written: the next state follows
    url = url_for("reports_after_action.edit", event_id=event.id)
    due = report_due(event, today)
    detail = _("The report is %(due)s.", due=due.words) if due.on else ""
    return NextStep(
        _("Say what came of it"), url, _("Write the report"), detail, "late" if due.is_late else ""
    )
