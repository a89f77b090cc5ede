"""The states of an event: which moves there are, who may make them, what each one needs."""

from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EventState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.material import is_bound
from planner.events.approval.proposal_actions import lapse_change
from planner.events.models import Event, Transition
from planner.events.states.calendar_gates import (
    check_begun,
    check_days,
    is_over,
)
from planner.events.states.gates import missing_for
from planner.events.states.guards import FINISHED_STATES, check_scope
from planner.events.states.moves import JUST_SO, Move, S, find_move, moves_from, shape_of
from planner.events.states.recording import FACTS, record_facts
from planner.foureyes import has_written
from planner.shapes.base import Misfit
from planner.shapes.event_moves import (
    ApprovalMove,
    StateMove,
)
from planner.terms.checks import check_term
from planner.terms.models import TransitionReason
from planner.terms.queries import terms
from planner.viewers import Viewer

SOMEBODY_ELSE = _l("You wrote this event or changed its plan, so somebody else has to approve it.")


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
    had: str | None = None,
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
    check_reason(move, said, had)
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
    """Return the line of the story for a move from the event's present state."""
    return Transition(
        event_id=event.id,
        from_state=event.state,
        to_state=to,
        reason_code=said.reason_code,
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


def check_suits(move: Move, said: StateMove) -> None:
    """Raise Misfit for what a move to this state does not record."""
    if strange := said.given().keys() - shape_of(move).model_fields.keys():
        raise Misfit({name: _("There is no such field.") for name in sorted(strange)})


def check_reason(move: Move, said: StateMove, had: str | None = None) -> None:
    """Raise RuleBroken when a move that needs a reason comes without one, or with too little.

    `had` is the reason that was asked with; it may have been retired since.
    """
    check_term(TransitionReason, said.reason_code, "reason_code", had)
    if not move.needs_reason:
        return
    if said.reason_code is None:
        raise RuleBroken(_("Choose a reason."))
    reason = terms(TransitionReason)[said.reason_code]
    if reason.traits["asks_for_note"] and not said.note:
        raise RuleBroken(
            _("You chose “%(reason)s”: say in the note what the reason is.", reason=reason.label)
        )


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
