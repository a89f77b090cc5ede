"""What is asked of the office's settings."""

from planner.db import db
from planner.office.models import ONLY, Office, unset
from planner.years import YearStyle


def office() -> Office:
    """Return the settings of the office; the usual ones where nobody ever chose."""
    return db.session.get(Office, ONLY) or unset()


def year_style() -> YearStyle:
    """Return how the office cuts and names its years."""
    return office().year_style
