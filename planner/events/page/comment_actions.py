"""A comment on an event, kept in its history."""

from planner.events.models import Event
from planner.events.states.steps import check_step
from planner.history.actions import record
from planner.history.models import HistoryEntry
from planner.shapes.event_record import EventComment
from planner.viewers import Viewer


def comment_on(event: Event, said: EventComment, *, viewer: Viewer) -> HistoryEntry:
    """Keep a comment in the event's history, where nothing is changed or taken back."""
    check_step("comment", event, viewer)
    words = {"comment": [None, said.comment]}
    return record("commented", "event", event.id, event.title, event_id=event.id, changes=words)
