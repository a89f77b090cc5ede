"""A change of an approved sample event that waits for the approver."""

from decimal import Decimal

from planner.choices import EventState
from planner.db import db
from planner.events.models import Event
from planner.events.plan.actions import edit_event
from planner.sample.office import SampleOffice
from planner.shapes.event_plan import EventChange


def propose_more(office: SampleOffice, invented: list[Event]) -> None:
    """Let the planner propose a higher cost and another title for one approved event."""
    db.session.flush()  # a proposal hangs on an event that has its key
    event = next((one for one in invented if one.state is EventState.APPROVED), None)
    if event is None:
        return
    change = EventChange(
        title=f"Longer {event.title[0].lower()}{event.title[1:]}",
        planned_cost=(event.planned_cost or Decimal(0)) + 2500,
        change_note="The partner asked for a day more (sample).",
    )
    edit_event(event, change, viewer=office.planner.as_viewer, now=office.now)
