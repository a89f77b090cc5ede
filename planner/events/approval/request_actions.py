"""Asking an approver to postpone or call off an approved event, and what becomes of it.

The request is a proposed change with a state to go to: whoever may not make the move proposes
it with reason and new days, an approver agrees or declines, and the first baseline stays.
"""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import EventState, ProposalState
from planner.db import db
from planner.errors import RuleBroken
from planner.events.approval.binding import opened
from planner.events.approval.material import Pair
from planner.events.approval.models import ProposedChange
from planner.events.approval.proposal_actions import (
    after_of,
    agree_to_change,
    check_may_agree,
    close,
    propose_change,
    write_agreed,
)
from planner.events.models import Event
from planner.events.plan.event_days import EventDays, snapped
from planner.events.plan.writing import move_version_on
from planner.events.states.steps import check_step
from planner.events.states.workflow import check_reason, find_move, move_event
from planner.foureyes import add_writer
from planner.viewers import Viewer

DAYS = ("starts_on", "ends_on")


def ask_for_move(
    event: Event,
    to: EventState,
    *,
    reason_code: str,
    note: str,
    new_starts_on: date | None = None,
    new_ends_on: date | None = None,
    viewer: Viewer,
    now: datetime,
) -> ProposedChange | None:
    """Ask an approver to postpone or cancel an approved event.

    Raises RuleBroken without a reason, and for new days that are the ones it has.
    """
    check_step(f"ask_{to.value}", event, viewer)
    move = find_move(event, to)
    if move is not None:
        check_reason(move, reason_code, note)
    moved: dict[str, Pair] = {}
    if new_starts_on is not None or new_ends_on is not None:
        period = snapped(EventDays(new_starts_on, new_ends_on, event.date_precision))
        pairs = {
            "starts_on": (event.starts_on, period.starts_on),
            "ends_on": (event.ends_on, period.ends_on),
        }
        moved = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        if not moved:
            raise RuleBroken(_("These are the days it has. Enter the new ones, or none."))
    settled = {name for name in DAYS if name not in moved}
    return propose_change(
        event,
        moved=moved,
        settled=settled,
        note=note,
        viewer=viewer,
        now=now,
        wish=(to, reason_code),
    )


def agree(
    proposal: ProposedChange,
    event: Event,
    *,
    seen: int,
    note: str = "",
    viewer: Viewer,
    now: datetime,
) -> ProposedChange:
    """Agree to what is proposed: a change, or a move that somebody asked for."""
    if proposal.wish is None:
        return agree_to_change(proposal, event, seen=seen, note=note, viewer=viewer, now=now)
    check_may_agree(proposal, event, seen, viewer)
    agreed, to = after_of(proposal.changes), proposal.wish
    days = {name: agreed.pop(name) for name in DAYS if name in agreed}
    if to is not EventState.POSTPONED:
        agreed |= days
    move_version_on(event)
    with opened(event):
        write_agreed(event, agreed, viewer, now)
        close(proposal, ProposalState.AGREED, viewer=viewer, now=now, note=note)
        db.session.flush()  # so that the move finds no proposal to let lapse
        facts: dict[str, Any] = new_days(event, days) if to is EventState.POSTPONED else {}
        move_event(
            event,
            to,
            viewer=viewer,
            now=now,
            reason_code=proposal.reason_code,
            note=proposal.note,
            **facts,
        )
        db.session.flush()  # while the door stands open
    event.writer_ids = [key for key in event.writer_ids if key != viewer.user_id]
    if days:
        for key in proposal.writer_ids:
            add_writer(event, key)
    return proposal


def new_days(event: Event, days: dict[str, date | None]) -> dict[str, date | None]:
    """Return the new days as a postponement takes them; none when none were asked for."""
    if not days:
        return {}
    return {
        "new_starts_on": days.get("starts_on", event.starts_on),
        "new_ends_on": days.get("ends_on", event.ends_on),
    }
