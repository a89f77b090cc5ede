"""The event and what hangs on it; whoever asks for a row of an event imports it from here."""

from planner.events.models.course import Coordination, Risk, Transition
from planner.events.models.event import NOT_SET, Event
from planner.events.models.parts import (
    Attendance,
    EventNation,
    EventTheme,
    EventTopic,
    ObjectiveLink,
    Place,
)
from planner.events.models.saved_filter import SavedFilter

__all__ = [
    "NOT_SET",
    "Attendance",
    "Coordination",
    "Event",
    "EventNation",
    "EventTheme",
    "EventTopic",
    "ObjectiveLink",
    "Place",
    "Risk",
    "SavedFilter",
    "Transition",
]
