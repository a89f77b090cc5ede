"""Who is told what: an event above OFFICIAL has an entry for each audience (docs/decisions)."""

from enum import StrEnum
from typing import Any, Final

from flask import current_app

from planner.choices import Marking


class Audience(StrEnum):
    """How much of an event an entry tells, the most first."""

    FULL = "full"
    TITLE = "title"
    BUSY = "busy"


ALLOWED: Final = {"busy": Audience.BUSY, "title": Audience.TITLE, "all": Audience.FULL}
"""The values of RAPPORT_CALENDAR_SENSITIVE, and what each tells of events above OFFICIAL."""


def is_sensitive(marking: Any) -> Any:
    """Say of a marking, or of a column of markings in SQL, whether it is above OFFICIAL."""
    return marking > Marking.OFFICIAL


def office_setting() -> str:
    """Return what this office lets calendars tell of events above OFFICIAL: busy, title or all."""
    return str(current_app.config["RAPPORT_CALENDAR_SENSITIVE"])


def office_audience() -> Audience:
    """Return the audience of this office's calendars and files, for events above OFFICIAL."""
    return ALLOWED[office_setting()]
