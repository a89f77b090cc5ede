"""The states of an event: which moves there are, who may make them, what each one needs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EventState, TransitionReason
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.material import is_bound
from planner.events.approval.proposal_actions import lapse_change
from planner.events.models import Event, Transition
from planner.events.plan.day_order import check_day_order
from planner.events.plan.event_days import EventDays, check_hour, snapped
from planner.events.plan.money import set_currency
from planner.events.states.calendar_gates import (
    check_begun,
    check_days,
    day_there,
    is_over,
    set_actual_days,
)
from planner.events.states.gates import gate, missing_for
from planner.events.states.guards import FINISHED_STATES, check_scope
from planner.events.states.replacements import set_replacement
from planner.foureyes import add_writer, has_written
from planner.shapes.base import Misfit
from planner.shapes.event_moves import (
    ApprovalMove,
    Cancellation,
    Postponement,
    ReasonedMove,
    StateMove,
    TookPlace,
)
from planner.viewers import Viewer

S = EventState
JUST_SO = StateMove()
"""A move of which nothing is said."""
SAYS: dict[EventState, type[StateMove]] = {
    S.APPROVED: ApprovalMove,
    S.POSTPONED: Postponement,
    S.CANCELLED: Cancellation,
    S.EXECUTED: TookPlace,
}
"""What a move to a state may say besides its reason and note."""
FACTS = (
    "starts_on",
    "ends_on",
    "actual_starts_on",
    "actual_ends_on",
    "participants_actual",
    "actual_cost",
    "partner_told",
    "replaced_by_id",
    "baseline_starts_on",
    "baseline_ends_on",
    "baselined_at",
    "writer_ids",
)
"""Columns that a move may set; forgotten again when the move is refused."""


SOMEBODY_ELSE = _l("You wrote this event or changed its plan, so somebody else has to approve it.")


@dataclass(frozen=True)
class Move:
    """One way from a state to another: the permission it takes, the words on its button."""

    to: EventState
    label: Any
    permission: str
    needs_reason: bool = False
    is_back: bool = False
    is_answer: bool = False
    """Whether it answers “did it take place?”, and so is offered once the last day has passed."""


POSTPONE = Move(S.POSTPONED, _l("Postpone"), "plan", needs_reason=True)
CANCEL = Move(S.CANCELLED, _l("Cancel the event"), "plan", needs_reason=True)
POSTPONE_APPROVED = Move(S.POSTPONED, _l("Postpone"), "approve", needs_reason=True)
CANCEL_APPROVED = Move(S.CANCELLED, _l("Cancel the event"), "approve", needs_reason=True)
SEND_BACK = {"needs_reason": True, "is_back": True}

MOVES: dict[EventState, tuple[Move, ...]] = {
    S.CONCEPT: (Move(S.PLANNED, _l("Mark as planned"), "plan"), CANCEL),
    S.PLANNED: (Move(S.COORDINATED, _l("Mark as coordinated"), "plan"), POSTPONE, CANCEL),
    S.COORDINATED: (
        Move(S.APPROVED, _l("Approve"), "approve"),
        Move(S.PLANNED, _l("Send back to planning"), "comment", **SEND_BACK),
        POSTPONE,
        CANCEL,
    ),
    S.APPROVED: (
        Move(S.IN_PROGRESS, _l("It has begun"), "report"),
        Move(S.EXECUTED, _l("It took place"), "report", is_answer=True),
        Move(S.PLANNED, _l("Withdraw the approval"), "comment", **SEND_BACK),
        POSTPONE_APPROVED,
        CANCEL_APPROVED,
    ),
    S.IN_PROGRESS: (
        Move(S.EXECUTED, _l("It is over"), "report"),
        Move(S.CANCELLED, _l("Cut short"), "approve", needs_reason=True),
    ),
    S.EXECUTED: (Move(S.REPORTED, _l("Mark as reported"), "report"),),
    S.REPORTED: (
        Move(S.CLOSED, _l("Close"), "report"),
        Move(S.EXECUTED, _l("Send the report back"), "comment", **SEND_BACK),
    ),
    S.CLOSED: (Move(S.REPORTED, _l("Reopen"), "administer", **SEND_BACK),),
    S.POSTPONED: (Move(S.PLANNED, _l("Plan again"), "plan"), CANCEL),
    S.CANCELLED: (),
}
"""The table of DOMAIN 2, the way from approved back to planning, for changes of what an approval
binds, and the answer that an approved event took place, where nobody said that it began. A
cancelled event is revived as a copy (`plan.copies.revive_event`)."""


def moves_from(event: Event) -> tuple[Move, ...]:
    """Return the moves that the event's state allows, whoever makes them."""
    found = MOVES[event.state]
    if event.state is S.POSTPONED and event.baselined_at is not None:
        return (found[0], CANCEL_APPROVED)
    return found


def find_move(event: Event, to: EventState) -> Move | None:
    """Return the move to a state; None when the event's state does not allow it."""
    return next((move for move in moves_from(event) if move.to is to), None)


def offered_moves(event: Event, viewer: Viewer, today: date) -> list[Move]:
    """Return the moves that this viewer may make, in the order of their buttons.

    Once the last day has passed the answers come first: it took place, or what became of it.
    """
    over = is_over(event, today)
    found = [
        move
        for move in moves_from(event)
        if may_make(event, move, viewer) and (over or not move.is_answer)
    ]
    return sorted(found, key=lambda move: not move.is_answer)


def may_make(event: Event, move: Move, viewer: Viewer) -> bool:
    """Say whether the viewer's role, and not having written the event, allow the move."""
    if not (viewer.may(move.permission) and viewer.sees_content):
        return False
    return not (move.to is S.APPROVED and has_written(event, viewer.user_id))


def move_event(
    event: Event,
    to: EventState,
    said: StateMove = JUST_SO,
    *,
    viewer: Viewer,
    now: datetime,
) -> Event:
    """Bring an event into another state and record who did it, when and why.

    `said` holds what the move records: new days when postponed, actual days and numbers when
    executed, the cost so far when cancelled. Raises RuleBroken when its day has not come and
    with everything that is missing, NotAllowed when somebody else has to do it; the event is
    then as it was.
    """
    move = find_move(event, to)
    if move is None:
        raise RuleBroken(no_such_move(event, to))
    check_leave(event, move, viewer)
    check_suits(move, said)
    check_reason(move, said)
    check_as_seen(event, said.seen if isinstance(said, ApprovalMove) else None)
    transition = transition_of(event, to, said, viewer, now)
    was_bound = is_bound(event)
    take_step(event, move, said, viewer, now)
    event.state = to
    event.transitions.append(transition)
    if (was_bound and not is_bound(event)) or to in FINISHED_STATES:
        lapse_change(event, viewer=viewer, now=now)
    if to is S.APPROVED:
        event.writer_ids = []
    return event


def transition_of(
    event: Event, to: EventState, said: StateMove, viewer: Viewer, now: datetime
) -> Transition:
    """Return the entry of the story for a move from the event's present state."""
    return Transition(
        event_id=event.id,
        from_state=event.state,
        to_state=to,
        reason_code=said.reason_code or "",
        note=said.note,
        by_id=viewer.user_id,
        at=now,
        old_starts_on=event.starts_on,
        old_ends_on=event.ends_on,
    )


def take_step(event: Event, move: Move, said: StateMove, viewer: Viewer, now: datetime) -> None:
    """Write what a move records and look whether it may be; the event is as it was if not."""
    try:
        with db.session.no_autoflush:
            if not move.is_back:
                check_begun(event, move.to, now)
            record_facts(event, move, now, said, viewer)
            if not move.is_back:
                check_days(event, move.to, now)
            check_gate(event, move.to)
    except RuleBroken:
        db.session.expire(event, FACTS)
        raise


def no_such_move(event: Event, to: EventState) -> str:
    """Return the sentence for a move that the table does not have."""
    if event.state is S.CANCELLED and to is S.CONCEPT:
        return str(_("“%(title)s” is cancelled. Revive it as a copy.", title=event.title))
    words = {
        "title": event.title,
        "state": str(event.state.label).lower(),
        "to": str(to.label).lower(),
        "ways": ", ".join(str(move.to.label).lower() for move in moves_from(event)),
    }
    if not words["ways"]:
        return str(_("“%(title)s” is %(state)s and cannot become %(to)s.", **words))
    return str(
        _(
            "“%(title)s” is %(state)s and cannot become %(to)s. "
            "From there it can become: %(ways)s.",
            **words,
        )
    )


def check_leave(event: Event, move: Move, viewer: Viewer) -> None:
    """Raise NotAllowed unless this viewer may make the move."""
    check_scope(event, viewer)
    if not viewer.sees_content:
        raise NotAllowed(_("An administrator needs a second role to work with events."))
    if move.to is S.APPROVED and viewer.may("approve") and has_written(event, viewer.user_id):
        raise NotAllowed(str(SOMEBODY_ELSE))
    if move.permission == "approve" and not viewer.may("approve"):
        raise NotAllowed(_("Only an approver may do this: %(move)s.", move=str(move.label).lower()))
    viewer.require(move.permission, _("Your role may not do this: %(move)s.", move=move.label))


def waits_for_approval(event: Event, viewer: Viewer) -> str:
    """Return the sentence on whom a coordinated event waits for; nothing for who may approve."""
    move = find_move(event, S.APPROVED)
    if move is None or not viewer.may("comment") or may_make(event, move, viewer):
        return ""
    if viewer.may("approve"):
        return str(SOMEBODY_ELSE)
    return str(_("It waits for an approver."))


def shape_of(move: Move) -> type[StateMove]:
    """Return what a move may say besides its reason and note."""
    if move.to is S.EXECUTED and move.is_back:
        return ReasonedMove
    return SAYS.get(move.to, ReasonedMove)


def check_suits(move: Move, said: StateMove) -> None:
    """Raise Misfit for what a move to this state does not record."""
    if strange := said.given().keys() - shape_of(move).model_fields.keys():
        raise Misfit({name: _("There is no such field.") for name in sorted(strange)})


def check_reason(move: Move, said: StateMove) -> None:
    """Raise RuleBroken when a move that needs a reason comes without one."""
    if not move.needs_reason:
        return
    if said.reason_code is None:
        raise RuleBroken(_("Choose a reason."))
    if said.reason_code is TransitionReason.OTHER and not said.note:
        raise RuleBroken(_("You chose “Other”: say in the note what the reason is."))


def check_as_seen(event: Event, seen: int | None) -> None:
    """Raise RuleBroken when the event was changed after an approver opened the page."""
    if seen is not None and seen != event.version:
        raise RuleBroken(
            _("The event was changed since you opened this page. Look at it again, then approve.")
        )


def check_gate(event: Event, to: EventState) -> None:
    """Raise RuleBroken naming everything that the state still needs."""
    if missing := missing_for(event, to):
        raise RuleBroken(
            _(
                "To mark it %(state)s, add: %(missing)s.",
                state=str(to.label).lower(),
                missing="; ".join(missing),
            )
        )


def record_facts(event: Event, move: Move, now: datetime, said: StateMove, viewer: Viewer) -> None:
    """Write what the move itself records; who sets new days has written at the plan."""
    if move.to is S.POSTPONED:
        record_postponement(event, said)
        if event.starts_on is not None:
            add_writer(event, viewer.user_id)
    elif move.to is S.CANCELLED:
        record_cancellation(event, now, said)
    elif isinstance(said, TookPlace) and not move.is_back:
        record_execution(event, now, said)
    elif move.to is S.APPROVED:
        freeze_baseline(event, now)


def record_postponement(event: Event, said: StateMove) -> None:
    """Set the new period, or none; the old days stay in the transition."""
    first, last = None, None
    if isinstance(said, Postponement):
        first, last = said.new_starts_on, said.new_ends_on
    period = snapped(EventDays(first, last, event.date_precision))
    check_hour(period.starts_on, event.start_time, event.zone)
    check_hour(period.ends_on, event.end_time, event.zone)
    event.starts_on, event.ends_on = period.starts_on, period.ends_on
    check_day_order(event)


def record_cancellation(event: Event, now: datetime, said: StateMove) -> None:
    """Keep the cost so far, whether the partner knows, and what takes the event's place.

    An event that is cut short keeps the last day on which it took place.
    """
    told = said if isinstance(said, Cancellation) else Cancellation(**said.given())
    if event.state is S.IN_PROGRESS:
        record_cut(event, told.actual_ends_on or event.actual_ends_on, now)
    if told.actual_cost is not None:
        event.actual_cost = told.actual_cost
        set_currency(event, told.currency)
    set_replacement(event, told.replaced_by_id or event.replaced_by_id, day_there(event, now))
    event.partner_told = told.partner_told


def record_cut(event: Event, last: date | None, now: datetime) -> None:
    """Keep the days of an event that is cut short; RuleBroken without a real last day."""
    if last is None:
        raise RuleBroken(_("Enter the real last day: the day on which the event was cut short."))
    first = event.actual_starts_on or event.starts_on or last
    if last < first:
        raise RuleBroken(_("It was cut short before its first day. Correct the last day."))
    set_actual_days(event, first, last, now)


def record_execution(event: Event, now: datetime, said: TookPlace) -> None:
    """Set the actual days and how many came, as far as they are given."""
    if said.actual_starts_on or said.actual_ends_on:
        period = snapped(EventDays(said.actual_starts_on, said.actual_ends_on))
        set_actual_days(event, period.starts_on, period.ends_on, now)
    if said.participants_actual is not None:
        event.participants_actual = said.participants_actual


def freeze_baseline(event: Event, now: datetime) -> None:
    """Keep the days of the first approval; a later approval leaves them as they are."""
    if event.baselined_at is None:
        event.baseline_starts_on, event.baseline_ends_on = event.starts_on, event.ends_on
        event.baselined_at = now


__all__ = [
    "MOVES",
    "Move",
    "check_leave",
    "find_move",
    "gate",
    "move_event",
    "moves_from",
    "no_such_move",
    "offered_moves",
]
