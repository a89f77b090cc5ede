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
from planner.events.approval.amendments import Amendment, after_of, write_agreed
from planner.events.approval.binding import opened
from planner.events.approval.decisions import agree_to_change, check_may_agree
from planner.events.approval.material import Pair
from planner.events.approval.models import ProposedChange
from planner.events.approval.proposal_actions import close, propose_change
from planner.events.models import Event
from planner.events.plan.event_days import EventDays, snapped
from planner.events.plan.writing import move_version_on
from planner.events.states.moves import find_move
from planner.events.states.steps import check_step
from planner.events.states.workflow import check_reason, check_suits, move_event
from planner.foureyes import add_writer
from planner.shapes.event_moves import Postponement, ProposalDecision, ReasonedMove
from planner.viewers import Viewer

DAYS = ("starts_on", "ends_on")


def ask_for_move(
    event: Event, to: EventState, wanted: ReasonedMove, *, viewer: Viewer, now: datetime
) -> ProposedChange | None:
    """Ask an approver to postpone or cancel an approved event.

    Raises RuleBroken without a reason, and for new days that are the ones it has.
    """
    check_step(f"ask_{to.value}", event, viewer)
    move = find_move(event, to)
    if move is not None:
        check_suits(move, wanted)
        check_reason(move, wanted)
    moved = days_moved(event, wanted)
    settled = frozenset(name for name in DAYS if name not in moved)
    wish = (to, wanted.reason_code)
    return propose_change(
        event, Amendment(moved, settled, wanted.note, wish), viewer=viewer, now=now
    )


def days_moved(event: Event, wanted: ReasonedMove) -> dict[str, Pair]:
    """Return the days that would be others, each with before and after."""
    if not isinstance(wanted, Postponement):
        return {}
    if wanted.new_starts_on is None and wanted.new_ends_on is None:
        return {}
    period = snapped(EventDays(wanted.new_starts_on, wanted.new_ends_on, event.date_precision))
    pairs: dict[str, Pair] = {
        "starts_on": (event.starts_on, period.starts_on),
        "ends_on": (event.ends_on, period.ends_on),
    }
    moved = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if not moved:
        raise RuleBroken(_("These are the days it has. Enter the new ones, or none."))
    return moved


def agree(
    proposal: ProposedChange,
    event: Event,
    decision: ProposalDecision,
    *,
    viewer: Viewer,
    now: datetime,
) -> ProposedChange:
    """Agree to what is proposed: a change, or a move that somebody asked for."""
    if proposal.wish is None:
        return agree_to_change(proposal, event, decision, viewer=viewer, now=now)
    check_may_agree(proposal, event, decision.seen, viewer)
    agreed, to = after_of(proposal.changes), proposal.wish
    days = {name: agreed.pop(name) for name in DAYS if name in agreed}
    if to is not EventState.POSTPONED:
        agreed |= days
    move_version_on(event)
    with opened(event):
        write_agreed(event, agreed, viewer, now)
        close(proposal, ProposalState.AGREED, viewer=viewer, now=now, note=decision.note)
        db.session.flush()  # so that the move finds no proposal to let lapse
        move_event(
            event,
            to,
            asked_move(proposal, event, days),
            viewer=viewer,
            now=now,
            had=proposal.reason_code,
        )
        db.session.flush()  # while the door stands open
    event.writer_ids = [key for key in event.writer_ids if key != viewer.user_id]
    if days:
        for key in proposal.writer_ids:
            add_writer(event, key)
    return proposal


def asked_move(
    proposal: ProposedChange, event: Event, days: dict[str, date | None]
) -> ReasonedMove:
    """Return the move that somebody asked for, as `move_event` takes it."""
    why: dict[str, Any] = {"reason_code": proposal.reason_code, "note": proposal.note}
    if proposal.wish is not EventState.POSTPONED:
        return ReasonedMove(**why)
    return Postponement(**why, **new_days(event, days))


def new_days(event: Event, days: dict[str, date | None]) -> dict[str, Any]:
    """Return the new days as a postponement takes them; none when none were asked for."""
    if not days:
        return {}
    return {
        "new_starts_on": days.get("starts_on", event.starts_on),
        "new_ends_on": days.get("ends_on", event.ends_on),
    }
