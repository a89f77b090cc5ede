"""A lesson is noted as applied on an event that is planned, or the note is taken back."""

from datetime import datetime

from flask_babel import gettext as _

from planner.choices import EventState
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.outcomes.applied_queries import application_of
from planner.outcomes.models import AppliedLesson, Lesson
from planner.viewers import Viewer

PLANNED_STATES = (
    EventState.CONCEPT,
    EventState.PLANNED,
    EventState.COORDINATED,
    EventState.APPROVED,
    EventState.POSTPONED,
)
"""While an event can still be done otherwise."""


def apply_lesson(lesson: Lesson, event: Event, *, viewer: Viewer, now: datetime) -> AppliedLesson:
    """Note that a lesson was applied in the plan of an event; once is enough."""
    viewer.require("plan", _("Your role does not plan events."))
    if lesson.event_id == event.id:
        raise RuleBroken(_("This lesson comes from this very event."))
    if event.state not in PLANNED_STATES:
        raise RuleBroken(_("A lesson is applied while an event is planned. This one is past that."))
    if found := application_of(lesson, event):
        return found
    noted = AppliedLesson(lesson=lesson, event_id=event.id, noted_at=now)
    db.session.add(noted)
    db.session.flush()
    return noted


def take_back(noted: AppliedLesson | None, *, viewer: Viewer) -> AppliedLesson:
    """Take back that a lesson was applied on an event."""
    viewer.require("plan", _("Your role does not plan events."))
    if noted is None:
        raise RuleBroken(_("It is not noted as applied any more."))
    db.session.delete(noted)
    return noted
