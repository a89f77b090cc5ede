"""Who is told what: an event above OFFICIAL has an entry for each audience (docs/decisions)."""

from enum import StrEnum
from typing import Any, Final

from flask import current_app
from flask_babel import gettext as _

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


def of_events() -> Any:
    """Return in a sentence what calendars and files tell of events above OFFICIAL."""
    match office_audience():
        case Audience.BUSY:
            return _(
                "Calendars and their files show events above OFFICIAL as “Busy” at their time, "
                "without title, place, partners or objectives."
            )
        case Audience.TITLE:
            return _(
                "Calendars and their files show events above OFFICIAL with title and time, "
                "without place, partners or objectives."
            )
        case Audience.FULL:
            return _(
                "Calendars and their files show events above OFFICIAL in full, with title, place, "
                "partners and objectives: pass them on only as the marking allows."
            )


def due_told() -> Any:
    """Return in a sentence what a calendar tells of what its user owes."""
    told = _(
        "Reports, later looks, indicator values, follow-ups and lessons that you owe stand on "
        "their day, with title and event, and go when they are done. The time stays free."
    )
    match office_audience():
        case Audience.BUSY:
            more = _("Of what is above OFFICIAL it says “Work due” alone.")
        case Audience.TITLE:
            more = _("Of what is above OFFICIAL it says the title alone.")
        case Audience.FULL:
            more = _("What is above OFFICIAL stands there in full.")
    return f"{told} {more}"


def of_this_event() -> Any:
    """Return in a sentence what calendars and files tell of one event above OFFICIAL."""
    match office_audience():
        case Audience.BUSY:
            return _(
                "Since it is above OFFICIAL, calendars show it as “Busy” at its time, "
                "without title, place, partners or objectives."
            )
        case Audience.TITLE:
            return _(
                "Since it is above OFFICIAL, calendars show its title and time, "
                "without place, partners or objectives."
            )
        case Audience.FULL:
            return _(
                "It is above OFFICIAL, and calendars show it in full: "
                "pass the file on only as the marking allows."
            )
