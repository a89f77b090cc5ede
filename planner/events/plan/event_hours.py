"""Times of events: in their order, and there in their zone."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Event
from planner.officetime import next_real


def check_times(
    starts_on: date | None, ends_on: date | None, start: time | None, end: time | None
) -> None:
    """Raise RuleBroken unless the times go together with the days."""
    if (start is None) != (end is None):
        raise RuleBroken(_("Enter both times, or leave both empty for a whole day."))
    if start and end and starts_on == ends_on and end <= start:
        raise RuleBroken(_("The event ends before it starts. Correct the times."))
    if start and starts_on is None:
        raise RuleBroken(_("Enter the days to which the times belong."))


def check_hour(day: date | None, hour: time | None, zone: str) -> None:
    """Raise RuleBroken for a time that the clock leaves out, naming the next that there is."""
    if day is None or hour is None:
        return
    wanted = datetime.combine(day, hour)
    real = next_real(wanted, ZoneInfo(zone))
    if real != wanted:
        raise RuleBroken(
            _(
                "The clock in %(zone)s goes forward over %(wanted)s on that day. "
                "The next possible time is %(next)s.",
                zone=zone,
                wanted=f"{wanted:%H:%M}",
                next=f"{real:%H:%M}" if real.date() == day else f"{real:%Y-%m-%d %H:%M}",
            )
        )


HOURS = {"starts_on", "ends_on", "start_time", "end_time", "zone"}


def check_hours(event: Event, values: Mapping[str, Any]) -> None:
    """Raise RuleBroken when an event would begin or end at a time that its zone leaves out."""
    first, last, start, end, zone = (
        values.get(name, getattr(event, name))
        for name in ("starts_on", "ends_on", "start_time", "end_time", "zone")
    )
    check_hour(first, start, zone or "UTC")
    check_hour(last, end, zone or "UTC")
