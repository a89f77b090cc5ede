"""What came of one event, asked for only where there is any."""

from typing import Any

from sqlalchemy import bindparam, exists, select

from planner.db import db
from planner.events.models import Event
from planner.outcomes.follow_up_queries import follow_ups_of
from planner.outcomes.models import (
    AfterActionReport,
    FollowUp,
    Lesson,
    MediaItem,
    outcome_event,
)
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
THERE = select(*(exists().where(table.c.event_id == Event.id) for table in TABLES.values())).where(
    Event.id == bindparam("event_id")
)


def what_came_of(event: Event) -> dict[str, Any]:
    """Return report, outcomes, lessons, media and follow-ups of an event, by name.

    One statement tells which of them it has at all: most events have few.
    """
    there = db.session.execute(THERE, {"event_id": event.id}).one_or_none() or [False] * len(TABLES)
    nothing: dict[str, Any] = {name: [] for name in TABLES} | {"report": None}
    return nothing | {
        name: QUESTIONS[name](event)
        for name, is_there in zip(TABLES, there, strict=True)
        if is_there
    }
