"""The only clock; everything below a view gets the moment handed in."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return this moment, aware, in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Return the present day in UTC."""
    return now().date()
