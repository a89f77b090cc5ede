"""Lessons on their way from observed to validated."""

from datetime import date

from flask_babel import gettext as _

from planner.accounts.models import User
from planner.choices import LessonState
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.outcomes.models import Lesson
from planner.outcomes.report_queries import any_report_of
from planner.shapes.lesson import WrittenLesson
from planner.shapes.writing import fill
from planner.viewers import Viewer

WAY = tuple(LessonState)


def observe_lesson(event: Event, written: WrittenLesson, *, viewer: Viewer, today: date) -> Lesson:
    """Note something that should be done otherwise next time."""
    viewer.require("report", _("Your role does not record lessons."))
    lesson = Lesson(event=event, state=LessonState.OBSERVED)
    write_lesson(lesson, written, today=today)
    give_lesson_to(lesson, written.owner_id)
    db.session.add(lesson)
    if (report := any_report_of(event)) and report.has_no_lessons:
        report.has_no_lessons = False
    return lesson


def change_lesson(lesson: Lesson, written: WrittenLesson, *, viewer: Viewer, today: date) -> Lesson:
    """Change what a lesson says and who owns it."""
    viewer.require("report", _("Your role does not change lessons."))
    write_lesson(lesson, written, today=today)
    if written.owner_id != lesson.owner_id:
        give_lesson_to(lesson, written.owner_id)
    refuse_ownerless(lesson)
    return lesson


def write_lesson(lesson: Lesson, written: WrittenLesson, *, today: date) -> None:
    """Set what a lesson says; its owner is set apart."""
    fill(lesson, written, but={"owner_id"})
    refuse_future(lesson, today)


def refuse_future(lesson: Lesson, today: date) -> None:
    """Raise RuleBroken when a lesson was observed on a day to come."""
    if lesson.identified_on > today:
        raise RuleBroken(_("The day of observation lies in the future. Enter the day you saw it."))


def give_lesson_to(lesson: Lesson, owner_id: int | None) -> None:
    """Make a colleague the owner, whatever they may see, or nobody."""
    owner = db.session.get(User, owner_id) if owner_id else None
    if owner_id and (owner is None or not owner.active):
        raise RuleBroken(_("Choose an owner who works here."))
    lesson.owner = owner


def refuse_ownerless(lesson: Lesson) -> None:
    """Raise RuleBroken when work is assigned to nobody."""
    if lesson.state not in WAY[:2] and lesson.owner is None:
        raise RuleBroken(_("Choose an owner first: somebody has to do it."))


def move_lesson(lesson: Lesson, *, viewer: Viewer, today: date, steps: int = 1) -> Lesson:
    """Move a lesson one step on (or back with −1); validated is the day it was learned."""
    viewer.require("report", _("Your role does not move lessons."))
    position = WAY.index(lesson.state) + steps
    if not 0 <= position < len(WAY):
        raise RuleBroken(_("There is no further step."))
    lesson.state = WAY[position]
    refuse_ownerless(lesson)
    lesson.closed_on = today if lesson.state is LessonState.VALIDATED else None
    return lesson
