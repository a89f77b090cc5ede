"""Handing out follow-ups, closing them, and giving them to somebody else."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from planner.accounts.models import User
from planner.choices import OPEN_FOLLOW_UP_STATES, EventState, FollowUpState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.officetime import office_day
from planner.outcomes.models import FollowUp
from planner.viewers import Viewer


def hand_out_follow_up(
    event: Event, *, viewer: Viewer, now: datetime, owner_id: int, **fields: Any
) -> FollowUp:
    """Note what somebody owes after an event; they are told when they may see the event."""
    viewer.require("report", _("Your role does not hand out follow-ups."))
    if event.state is EventState.CLOSED:
        raise RuleBroken(_("This event is closed. Ask for it to be reopened first."))
    follow_up = FollowUp(event=event, created_at=now)
    give_to(follow_up, owner_id)
    write_follow_up(follow_up, today=office_day(now), **fields)
    db.session.add(follow_up)
    return follow_up


def change_follow_up(
    follow_up: FollowUp, *, viewer: Viewer, now: datetime, owner_id: int, **fields: Any
) -> FollowUp:
    """Change what is owed, by whom and until when."""
    refuse_strangers(follow_up, viewer)
    if owner_id != follow_up.owner_id:
        give_to(follow_up, owner_id)
    write_follow_up(follow_up, today=office_day(now), **fields)
    return follow_up


def write_follow_up(
    follow_up: FollowUp,
    *,
    today: date,
    state: FollowUpState = FollowUpState.OPEN,
    closed_on: date | None = None,
    note: str = "",
    **fields: Any,
) -> None:
    """Set what a follow-up says, then its state."""
    for name, value in fields.items():
        setattr(follow_up, name, value)
    follow_up.note = note
    settle(follow_up, state, closed_on=closed_on, today=today)


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


def close_follow_up(
    follow_up: FollowUp, *, viewer: Viewer, now: datetime, closed_on: date | None = None
) -> FollowUp:
    """Mark a follow-up as done."""
    refuse_strangers(follow_up, viewer)
    refuse_settled(follow_up)
    settle(follow_up, FollowUpState.DONE, closed_on=closed_on, today=office_day(now))
    return follow_up


def refuse_settled(follow_up: FollowUp) -> None:
    """Raise RuleBroken when nothing is owed any more."""
    if not follow_up.is_open:
        raise RuleBroken(_("“%(what)s” is settled already.", what=follow_up.what))


def settle_follow_ups(
    follow_ups: Sequence[FollowUp],
    *,
    viewer: Viewer,
    now: datetime,
    step: str,
    owner_id: int | None,
    closed_on: date | None,
    note: str,
    **_ids: Any,
) -> Sequence[FollowUp]:
    """Take one step with several open follow-ups; all of them or none."""
    if not follow_ups:
        raise RuleBroken(_("Tick the follow-ups first."))
    if step == "reassign" and not owner_id:
        raise RuleBroken(_("Choose the new owner."))
    for follow_up in follow_ups:
        refuse_strangers(follow_up, viewer)
        refuse_settled(follow_up)
        add_note(follow_up, note)
        if step == "reassign":
            give_to(follow_up, owner_id or 0)
        else:
            settle(follow_up, FollowUpState(step), closed_on=closed_on, today=office_day(now))
    return follow_ups


@dataclass
class Settled:
    """Which follow-ups of a filter a step was taken with, and why not with each of the others."""

    done: list[FollowUp] = field(default_factory=list)
    refused: list[tuple[FollowUp, str]] = field(default_factory=list)


def as_listed(follow_up: FollowUp) -> str:
    """Return a follow-up's key and version in one word, as a page of a whole filter keeps it."""
    return f"{follow_up.id}-{follow_up.version}"


def why_not(
    follow_up: FollowUp,
    *,
    viewer: Viewer,
    now: datetime,
    step: str,
    closed_on: date | None,
    note: str,
    pinned: Collection[str],
) -> str:
    """Return why a step is not taken with one follow-up of a filter; empty when it is."""
    if as_listed(follow_up) not in pinned:
        return str(_("It was changed since you looked at it. Look at it again."))
    if not follow_up.is_open:
        return str(_("It is settled already."))
    try:
        refuse_strangers(follow_up, viewer)
        if step != "reassign":
            whole_note = f"{follow_up.note or ''}{note}"
            about: dict[str, Any] = {"closed_on": closed_on, "today": office_day(now)}
            check_closing(FollowUpState(step), note=whole_note, **about)
    except RuleBroken as refusal:
        return str(refusal)
    return ""


def settle_filter(
    follow_ups: Sequence[FollowUp],
    *,
    viewer: Viewer,
    now: datetime,
    step: str,
    owner_id: int | None,
    closed_on: date | None,
    note: str,
    pinned: Collection[str],
    is_trial: bool = False,
    **_more: Any,
) -> Settled:
    """Take one step with the follow-ups of a filter as they were looked at; leave out the rest.

    A trial only says what would be done. Raises RuleBroken when there are none.
    """
    if not follow_ups:
        raise RuleBroken(_("There is no follow-up here any more."))
    if step == "reassign" and not owner_id:
        raise RuleBroken(_("Choose the new owner."))
    result = Settled()
    asked: dict[str, Any] = {"viewer": viewer, "now": now, "step": step, "note": note}
    for follow_up in follow_ups:
        reason = why_not(follow_up, closed_on=closed_on, pinned=pinned, **asked)
        if reason:
            result.refused.append((follow_up, reason))
        else:
            result.done.append(follow_up)
    if result.done and not is_trial:
        told: dict[str, Any] = {"owner_id": owner_id, "closed_on": closed_on}
        settle_follow_ups(result.done, **asked, **told)
    return result


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
