"""What indicators of lessons and follow-ups leave out, and why; each reason opens its rows."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, func, select

from planner.choices import LessonState
from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import FollowUp, Lesson
from planner.reports.behind.leaves import leads
from planner.reports.indicators.of_partners import LESSON_DAYS
from planner.reports.measures.scope import Links, Scope
from planner.shapes.figure import LeftOut

WINDOW = timedelta(days=LESSON_DAYS)


def only_observed(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition for lessons of a period's window that were observed, not identified."""
    return and_(
        Lesson.identified_on.between(first - WINDOW, last - WINDOW),
        Lesson.state == LessonState.OBSERVED,
    )


def days_not_over(last: date) -> ColumnElement[bool]:
    """Return the condition for lessons written down by a day whose 180 days end after it."""
    return and_(Lesson.identified_on > last - WINDOW, Lesson.identified_on <= last)


def due_later(last: date) -> ColumnElement[bool]:
    """Return the condition for follow-ups of kept events that were not yet late on a day."""
    return and_(Event.discarded_at.is_(None), FollowUp.due_on >= last)


def of_lessons(scope: Scope, links: Links) -> list[LeftOut]:
    """Return the lessons that O03.2 leaves out."""
    first, last = scope.period.first, scope.period.last
    number = select(func.count(Lesson.id))
    observed = _l("lessons only observed, not identified: nobody owes them an end")
    running = _l("lessons whose 180 days are not over: neither closed in time nor late")
    found = (
        (observed, only_observed(first, last), "lessons-observed"),
        (running, days_not_over(last), "lessons-running"),
    )
    return [
        leads(why, db.session.scalar(number.where(condition)) or 0, name, scope, links)
        for why, condition, name in found
    ]


def of_follow_ups(scope: Scope, links: Links) -> list[LeftOut]:
    """Return the follow-ups that O05.3 leaves out."""
    number = select(func.count(FollowUp.id)).join(FollowUp.event)
    found = db.session.scalar(number.where(due_later(scope.period.last))) or 0
    why = _l("follow-ups due on the last day or after it: not late on it")
    return [leads(why, found, "follow-ups-due-later", scope, links)]
