"""What came of one event, asked for only where there is any."""

from typing import Any

from planner.events.hanging import hangs, may_have
from planner.events.models import Event
from planner.outcomes.models import AfterActionReport, FollowUp, Lesson, MediaItem, outcome_event
from planner.outcomes.promise_queries import follow_ups_of
from planner.outcomes.queries import outcomes_of
from planner.outcomes.report_queries import lessons_of, media_of, report_of

TABLES = {
    "report": AfterActionReport.__table__,
    "outcomes": outcome_event,
    "lessons": Lesson.__table__,
    "media": MediaItem.__table__,
    "follow_ups": FollowUp.__table__,
}
QUESTIONS: dict[str, Any] = {
    "report": report_of,
    "outcomes": outcomes_of,
    "lessons": lessons_of,
    "media": media_of,
    "follow_ups": follow_ups_of,
}
for name, table in TABLES.items():
    hangs(name, table)


def what_came_of(event: Event) -> dict[str, Any]:
    """Return report, outcomes, lessons, media and follow-ups of an event, by name."""
    nothing: dict[str, Any] = {name: [] for name in TABLES} | {"report": None}
    return nothing | {
        name: ask(event) for name, ask in QUESTIONS.items() if may_have(event.id, name)
    }
