"""The office's own time: which day it is there at a moment, and when its days begin."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app, has_app_context

SETTING = "RAPPORT_TIME_ZONE"


def office_zone() -> ZoneInfo:
    """Return the zone that the office set; UTC outside an application."""
    return ZoneInfo(current_app.config[SETTING] if has_app_context() else "UTC")


def office_day(moment: datetime) -> date:
    """Return the office's day at an aware moment."""
    return moment.astimezone(office_zone()).date()


def day_begins(day: date) -> datetime:
    """Return the aware moment at which a day begins in the office."""
    return datetime.combine(day, time(), office_zone())


def next_real(local: datetime, zone: ZoneInfo) -> datetime:
    """Return a zone's naive local time, or the next one that there is.

    On the night on which the clock goes forward some times are left out. A time that there is
    twice, when the clock goes back, is the first of the two (RFC 5545 3.3.5).
    """
    while local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        local += timedelta(minutes=1)
    return local
