"""What came of one event, asked for only where there is any."""

from typing import Any

from sqlalchemy import select

from planner.events.hanging import hangs, may_have
from planner.events.models import Event
from planner.outcomes.applied_queries import applied_on
from planner.outcomes.concern_models import Concern
from planner.outcomes.concern_queries import concerns_of
from planner.outcomes.later_look_queries import later_looks_of
from planner.outcomes.models import (
    AfterActionReport,
    AppliedLesson,
    FollowUp,
    LaterLook,
    Lesson,
    MediaItem,
    Outcome,
    outcome_event,
)
from planner.outcomes.promise_queries import follow_ups_of
from planner.outcomes.queries import outcomes_agreeing, outcomes_of
from planner.outcomes.report_queries import lessons_of, media_of, report_of

TABLES = {
    "report": AfterActionReport.__table__,
    "outcomes": outcome_event,
    "lessons": Lesson.__table__,
    "media": MediaItem.__table__,
    "concerns": Concern.__table__,
    "follow_ups": FollowUp.__table__,
    "later_looks": LaterLook.__table__,
    "applied_lessons": AppliedLesson.__table__,
}
"""What hangs on the event of a page; that it is itself the draft of an outcome is asked beside."""
OUTCOME = Outcome.__table__
AGREED = select(OUTCOME.c.follow_on_id.label("event_id")).where(OUTCOME.c.follow_on_id.is_not(None))
QUESTIONS: dict[str, Any] = {
    "report": report_of,
    "outcomes": outcomes_of,
    "lessons": lessons_of,
    "media": media_of,
    "concerns": concerns_of,
    "follow_ups": follow_ups_of,
    "agreed_by": outcomes_agreeing,
    "later_looks": later_looks_of,
    "applied_lessons": applied_on,
}
for name, table in TABLES.items():
    hangs(name, table)
hangs("agreed_by", AGREED.subquery("agreed"))


def what_came_of(event: Event) -> dict[str, Any]:
    """Return report, outcomes, lessons, media and follow-ups of an event, by name."""
    nothing: dict[str, Any] = {name: [] for name in QUESTIONS} | {"report": None}
    return nothing | {
        name: ask(event) for name, ask in QUESTIONS.items() if may_have(event.id, name)
    }
