"""What is done from the list: move many events at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import DatePrecision, EventState
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.states.workflow import move_event
from planner.viewers import Viewer


@dataclass
class BulkResult:
    """Which events were moved, and why each of the others was not."""

    moved: list[Event] = field(default_factory=list)
    refused: list[tuple[Event, str]] = field(default_factory=list)


def days_as_planned(event: Event, to: str) -> dict[str, Any]:
    """Return the planned days as the actual ones, where they are days and none are known."""
    is_known = event.actual_starts_on is not None
    if to != EventState.EXECUTED or is_known or event.date_precision is not DatePrecision.DAY:
        return {}
    return {"actual_starts_on": event.starts_on, "actual_ends_on": event.ends_on}


def as_listed(event: Event) -> str:
    """Return an event's key and version in one word, as the page of a bulk move keeps them."""
    return f"{event.id}-{event.version}"


def version_seen(event: Event, seen: str) -> int | None:
    """Return the version that an approver had before them; none where the page kept none.

    Zero, which no event has, when the event was saved since.
    """
    if not seen:
        return None
    return event.version if as_listed(event) in seen.split() else 0


def move_events(
    events: Sequence[Event],
    *,
    to: str,
    reason_code: str,
    note: str,
    viewer: Viewer,
    now: datetime,
    as_planned: bool = False,
    seen: str = "",
    is_pinned: bool = False,
) -> BulkResult:
    """Move every event that may be moved, and give the reason for each of the others.

    With `as_planned` an event that is over took place on its planned days. Nothing is approved
    that was saved since the page with `seen` was opened; where a whole filter `is_pinned`,
    nothing of that kind is done at all. A refused event stays as it was.
    Raises RuleBroken when nothing is selected.
    """
    if not events:
        raise RuleBroken(_("Select at least one event."))
    result = BulkResult()
    for event in events:
        try:
            if is_pinned and not version_seen(event, seen or " "):
                raise RuleBroken(_("It was changed since you looked at it. Look at it again."))
            move_event(
                event,
                EventState(to),
                viewer=viewer,
                now=now,
                reason_code=reason_code,
                note=note,
                seen=version_seen(event, seen) if to == EventState.APPROVED else None,
                **(days_as_planned(event, to) if as_planned else {}),
            )
        except RuleBroken as refusal:
            result.refused.append((event, str(refusal)))
        else:
            result.moved.append(event)
    return result
