"""Lessons of like events: on the page of a planned event, and in the form that plans one."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.db import db
from planner.events.hanging import is_anywhere, may_have
from planner.events.models import Event
from planner.events.plan.so_far import PlanSoFar
from planner.kinds.queries import known_kind
from planner.outcomes.applied_actions import PLANNED_STATES
from planner.outcomes.applied_views import bp
from planner.outcomes.like_lesson_queries import LikeLesson, lessons_like, like_lessons
from planner.outcomes.models import Lesson
from planner.text import reading
from planner.web.access import may
from planner.web.markings import note_markings
from planner.web.panels import panel
from planner.web.reader import Reader

LESSONS = "lessons_anywhere"
is_anywhere(LESSONS, Lesson.__table__)


@panel("event", order=38)
def like_panel(event: Event) -> tuple[str, dict[str, Any]] | None:
    """Offer the lessons of like events while an event is planned."""
    if event.state not in PLANNED_STATES or not may_have(event.id, LESSONS):
        return None
    found = noted(like_lessons(event))
    return ("outcomes/_like_lessons.html", {"event": event, "found": found}) if found else None


@panel("event_form")
def form_panel(plan: PlanSoFar) -> tuple[str, dict[str, Any]] | None:
    """Offer them in the form of an event that is planned, as far as the form knows it."""
    if plan.event and plan.event.state not in PLANNED_STATES:
        return None
    found = noted(lessons_like(plan)) if plan.is_told else []
    return "outcomes/_lessons_in_form.html", {"plan": plan, "found": found}


@bp.route("/suggest")
@may("plan")
def suggest() -> ResponseReturnValue:
    """Return the lessons that are like what a form was filled in with, as a part of its page."""
    plan = plan_asked()
    found = lessons_like(plan) if plan.is_told else []
    return render_template("outcomes/_lessons_found.html", plan=plan, found=found)


def plan_asked() -> PlanSoFar:
    """Return what an address says of an event; the names are those of the form's fields."""
    read = Reader(request.args)
    event_id = read.one("event", reading.row_id)
    return PlanSoFar(
        title=read.words("title"),
        kind=read.one("kind", known_kind) or "",
        programme_id=read.one("programme_id", reading.row_id),
        nations=frozenset((*read.nations("partner_codes"), *read.nations("host_code"))),
        event=db.session.get(Event, event_id) if event_id else None,
        is_told=bool(request.args),
    )


def noted(found: list[LikeLesson]) -> list[LikeLesson]:
    """Raise the banner of the page to the highest marking of what the lessons tell."""
    note_markings(one.lesson.event for one in found)
    return found
