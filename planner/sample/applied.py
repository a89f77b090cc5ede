"""Lessons that the sample office noted as applied in its plans."""

from collections.abc import Iterable

from planner.events.models import Event
from planner.outcomes.applied_actions import PLANNED_STATES, apply_lesson
from planner.outcomes.like_lesson_queries import like_lessons
from planner.sample.office import SampleOffice

MOST = 6
"""So many plans have applied a lesson; the others show what they could."""


def apply_lessons(office: SampleOffice, events: Iterable[Event]) -> None:
    """Note on some planned events that the lesson most alike was applied."""
    planned = [event for event in events if event.state in PLANNED_STATES]
    for event in planned[::2][:MOST]:
        for one in like_lessons(event)[:1]:
            apply_lesson(one.lesson, event, viewer=office.planner.as_viewer, now=office.now)
