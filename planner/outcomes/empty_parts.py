"""Which parts of what came of an event hold something, and what is said of those that do not."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.choices import EventState
from planner.events.models import Event
from planner.outcomes.choice_queries import HELD_STATES
from planner.web.access import viewer
from planner.web.panels import EmptyPart


def parts_there(found: Mapping[str, Any]) -> dict[str, bool]:
    """Return which parts hold something; that the report says “none” is something too."""
    report = found["report"]
    return {
        "outcomes": bool(found["outcomes"] or found["agreed_by"] or says(report, "outcomes")),
        "follow_ups": bool(found["follow_ups"]),
        "lessons": bool(found["lessons"] or found["applied_lessons"] or says(report, "lessons")),
        "media": bool(found["media"] or says(report, "media")),
        "concerns": bool(found["concerns"]),
    }


def says(report: Any, part: str) -> bool:
    """Say whether the report says that there is nothing of a part."""
    return report is not None and bool(getattr(report, f"has_no_{part}"))


def empty_parts(event: Event, there: Mapping[str, bool]) -> list[EmptyPart]:
    """Return the empty parts in the order of the page, with the way to fill each."""
    may_report = viewer().may("report")
    is_held, is_open = event.state in HELD_STATES, event.state is not EventState.CLOSED
    every = (
        ("report", _("After-action report"), False, ""),
        ("outcomes", _("Outcomes"), is_held, "outcomes.new"),
        ("follow_ups", _("Follow-ups"), is_open, "followups.new"),
        ("lessons", _("Lessons"), is_held, "lessons.new"),
        ("media", _("Media"), True, "media.new"),
        ("concerns", _("Concerns"), True, "concerns.new"),
    )
    return [
        EmptyPart(name, url_for(endpoint, event=event.id) if is_allowed and may_report else "")
        for part, name, is_allowed, endpoint in every
        if not there[part]
    ]
