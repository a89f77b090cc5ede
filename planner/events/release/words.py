"""How a partner reads of an event: words that tell nothing of the office's own steps."""

from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EXECUTED_STATES, EventState

LEFT_OUT = _l(
    "Left out for partners: summary, benefits, objectives, costs, risks, coordination, comments, "
    "names of people, owner and internal links."
)
TENTATIVE = (EventState.CONCEPT, EventState.PLANNED, EventState.COORDINATED)


def standing(state: EventState) -> str:
    """Return how sure an event is, in words that tell nothing of the office's own steps."""
    if state in TENTATIVE:
        return str(_("Tentative"))
    if state in EXECUTED_STATES:
        return str(_("Took place"))
    if state in (EventState.POSTPONED, EventState.CANCELLED):
        return str(state.label)
    return str(_("Confirmed"))


def purpose(details: dict[str, Any]) -> str:
    """Return the purpose in words for the public: the only long text that partners read."""
    return str(details.get("peaceful_purpose") or "")


def meeting_link(details: dict[str, Any]) -> str:
    """Return the link for those who join from afar."""
    return str(details.get("meeting_link") or "")


def clock_time(value: time | None) -> str:
    """Return a time as 14:30; empty for none."""
    return f"{value:%H:%M}" if value else ""
