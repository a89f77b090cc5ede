"""What an event abroad needs before it begins: somebody who looked at the customs of the host."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.events.models import Event
from planner.events.page.next_step import NextStep, next_step_source
from planner.shapes.due_item import SOON
from planner.viewers import Viewer
from planner.ways.due_items import CHECKED_STATES, customs_due_on
from planner.ways.planned import is_abroad
from planner.web.day_words import day
from planner.web.nationnames import nation_name


@next_step_source
def before_travelling(event: Event, who: Viewer, today: date) -> NextStep | None:
    """Return the look at the customs of the host, once it is nearly due."""
    if event.state not in CHECKED_STATES or event.customs_checked or not who.may("plan"):
        return None
    if event.starts_on is None or not is_abroad(event):
        return None
    due = customs_due_on(event)
    if due > today + SOON:
        return None
    name = nation_name(event.host_code or "")
    title = _("Review the customs of the host: %(nation)s", nation=name)
    detail = _("Due %(day)s. Then tick it in the plan of the event.", day=day(due))
    url = url_for("events.edit", event_id=event.id, _anchor="customs_checked")
    return NextStep(title, url, _("Tick it off"), detail, "late" if due < today else "")
