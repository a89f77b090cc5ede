"""The only clock; everything below a view gets the moment handed in."""

from datetime import UTC, date, datetime

from planner.officetime import office_day


def now() -> datetime:
    """Return this moment, aware, in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Return the present day of the office (RAPPORT_TIME_ZONE)."""
    return office_day(now())
