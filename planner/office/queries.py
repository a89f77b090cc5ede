"""What is asked of the office's settings."""

from planner.db import db
from planner.office.models import ONLY, Office, unset
from planner.years import YearStyle

KEPT = "office"


def office() -> Office:
    """Return the settings of the office; the usual ones where nobody ever chose.

    The session keeps hold of the row: it is asked for often, and forgets what nobody holds.
    """
    kept: Office | None = db.session.info.get(KEPT)
    if kept is None or kept not in db.session:
        kept = db.session.get(Office, ONLY) or unset()
        db.session.info[KEPT] = kept
    return kept


def year_style() -> YearStyle:
    """Return how the office cuts and names its years."""
    return office().year_style
