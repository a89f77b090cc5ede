"""The office's own time: which day it is there at a moment, and when its days begin."""

from datetime import date, datetime, time
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
