"""Which moves between states there are, and what each asks for (DOMAIN 2)."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.choices import EventState
from planner.events.models import Event
from planner.shapes.event_moves import (
    ApprovalMove,
    Cancellation,
    Postponement,
    ReasonedMove,
    StateMove,
    TookPlace,
)

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


def shape_of(move: Move) -> type[StateMove]:
    """Return what a move may say besides its reason and note."""
    if move.to is S.EXECUTED and move.is_back:
        return ReasonedMove
    return SAYS.get(move.to, ReasonedMove)
