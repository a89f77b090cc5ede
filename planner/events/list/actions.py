"""What is done from the list: move many events at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import DatePrecision, EventState
from planner.errors import RuleBroken
from planner.events.list.versions_seen import version_seen
from planner.events.models import Event
from planner.events.states.workflow import move_event
from planner.shapes.event_moves import ApprovalMove, BulkMove, StateMove, TookPlace
from planner.viewers import Viewer


@dataclass
class BulkResult:
    """Which events were moved, and why each of the others was not."""

    moved: list[Event] = field(default_factory=list)
    refused: list[tuple[Event, str]] = field(default_factory=list)


def said_of(event: Event, bulk: BulkMove) -> StateMove:
    """Return what one of many moves says of its own event."""
    why: dict[str, Any] = {"reason_code": bulk.reason_code, "note": bulk.note}
    if bulk.to is EventState.APPROVED:
        return ApprovalMove(**why, seen=version_seen(event, bulk.seen))
    is_known = event.actual_starts_on is not None
    is_exact = event.date_precision is DatePrecision.DAY
    if bulk.as_planned and bulk.to is EventState.EXECUTED and not is_known and is_exact:
        first, last = event.starts_on, event.ends_on
        return TookPlace(**why, actual_starts_on=first, actual_ends_on=last)
    return StateMove(**why)


def move_events(
    events: Sequence[Event], bulk: BulkMove, *, viewer: Viewer, now: datetime
) -> BulkResult:
    """Move every event that may be moved, and give the reason for each of the others.

    Nothing is approved that was saved since the page was opened; of a whole filter nothing of
    that kind is done at all. A refused event stays as it was. Raises RuleBroken when nothing
    is selected.
    """
    if not events:
        raise RuleBroken(_("Select at least one event."))
    result = BulkResult()
    for event in events:
        try:
            if bulk.is_pinned and not version_seen(event, bulk.seen or " "):
                raise RuleBroken(_("It was changed since you looked at it. Look at it again."))
            move_event(event, bulk.to, said_of(event, bulk), viewer=viewer, now=now)
        except RuleBroken as refusal:
            result.refused.append((event, str(refusal)))
        else:
            result.moved.append(event)
    return result
