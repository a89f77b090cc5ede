"""Handing out follow-ups, closing them, and giving them to somebody else."""

from collections.abc import Iterable
from datetime import date, datetime

from flask_babel import gettext as _

from planner.accounts.models import User
from planner.choices import OPEN_FOLLOW_UP_STATES, EventState, FollowUpState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.officetime import office_day
from planner.outcomes.models import FollowUp
from planner.shapes.follow_up import Closing, WrittenFollowUp
from planner.shapes.writing import fill
from planner.viewers import Viewer


def hand_out_follow_up(
    event: Event, written: WrittenFollowUp, *, viewer: Viewer, now: datetime
) -> FollowUp:
    """Note what somebody owes after an event; they are told when they may see the event."""
    viewer.require("report", _("Your role does not hand out follow-ups."))
    if event.state is EventState.CLOSED:
        raise RuleBroken(_("This event is closed. Ask for it to be reopened first."))
    follow_up = FollowUp(event=event, created_at=now)
    give_to(follow_up, written.owner_id)
    write_follow_up(follow_up, written, today=office_day(now))
    db.session.add(follow_up)
    return follow_up


def change_follow_up(
    follow_up: FollowUp, written: WrittenFollowUp, *, viewer: Viewer, now: datetime
) -> FollowUp:
    """Change what is owed, by whom and until when."""
    refuse_strangers(follow_up, viewer)
    if written.owner_id != follow_up.owner_id:
        give_to(follow_up, written.owner_id)
    write_follow_up(follow_up, written, today=office_day(now))
    return follow_up


def write_follow_up(follow_up: FollowUp, written: WrittenFollowUp, *, today: date) -> None:
    """Set what a follow-up says, then its state."""
    fill(follow_up, written, but={"owner_id", "state", "closed_on"})
    follow_up.note = written.note
    settle(follow_up, written.state, closed_on=written.closed_on, today=today)


def settle(
    follow_up: FollowUp, state: FollowUpState, *, closed_on: date | None, today: date
) -> None:
    """Move a follow-up to a state; what is no longer owed has the day on which it ended."""
    is_open = state in OPEN_FOLLOW_UP_STATES
    check_closing(state, closed_on=closed_on, today=today, note=follow_up.note)
    if is_open and follow_up.event.state is EventState.CLOSED:
        raise RuleBroken(_("Its event is closed, so nothing can be left open there."))
    follow_up.state = state
    follow_up.closed_on = None if is_open else closed_on or today


def check_closing(
    state: FollowUpState, *, closed_on: date | None, today: date, note: str | None
) -> None:
    """Refuse a closing day that has not come, and dropping without a word."""
    if state not in OPEN_FOLLOW_UP_STATES and closed_on and closed_on > today:
        raise RuleBroken(_("The closing day lies in the future."))
    if state is FollowUpState.DROPPED and not (note or "").strip():
        raise RuleBroken(_("Say in the note why it is dropped."))


def give_to(follow_up: FollowUp, owner_id: int) -> None:
    """Make a colleague the owner, whatever they may see: a refusal would tell their rights."""
    owner = db.session.get(User, owner_id)
    if owner is None or not owner.active:
        raise RuleBroken(_("Choose an owner who works here."))
    follow_up.owner = owner


def refuse_strangers(follow_up: FollowUp, viewer: Viewer) -> None:
    """Let only those who report, and the owner, touch a follow-up."""
    if not viewer.may("report") and follow_up.owner_id != viewer.user_id:
        raise NotAllowed(_("Only its owner, a planner or the country desk may change this."))


DONE_TODAY = Closing()


def close_follow_up(
    follow_up: FollowUp, closing: Closing = DONE_TODAY, *, viewer: Viewer, now: datetime
) -> FollowUp:
    """Mark a follow-up as done."""
    refuse_strangers(follow_up, viewer)
    refuse_settled(follow_up)
    settle(follow_up, FollowUpState.DONE, closed_on=closing.closed_on, today=office_day(now))
    return follow_up


def refuse_settled(follow_up: FollowUp) -> None:
    """Raise RuleBroken when nothing is owed any more."""
    if not follow_up.is_open:
        raise RuleBroken(_("“%(what)s” is settled already.", what=follow_up.what))


def add_note(follow_up: FollowUp, note: str) -> None:
    """Write a note below what was noted before."""
    if note:
        follow_up.note = f"{follow_up.note}\n{note}".strip()


def reopen_follow_ups(
    follow_ups: Iterable[FollowUp], *, viewer: Viewer, states: dict[int, FollowUpState]
) -> list[FollowUp]:
    """Undo a closing: what was owed is owed again, in the state it had."""
    reopened = []
    for follow_up in follow_ups:
        refuse_strangers(follow_up, viewer)
        state = states.get(follow_up.id, FollowUpState.OPEN)
        settle(follow_up, state, closed_on=None, today=date.min)
        reopened.append(follow_up)
    return reopened
