"""When a follow-up is late, as lists, gaps, reports and events ask for it (METRICS M13)."""

from datetime import date

from sqlalchemy import ColumnElement, and_

from planner.choices import OPEN_FOLLOW_UP_STATES
from planner.outcomes.models import FollowUp


def is_overdue(today: date) -> ColumnElement[bool]:
    """Return the condition that a follow-up is still owed after its day.

    `FollowUp.is_overdue` says the same of a row that is read; today is the office's day.
    """
    return and_(FollowUp.state.in_(OPEN_FOLLOW_UP_STATES), FollowUp.due_on < today)
