"""One step with many follow-ups at once: what is settled, and why the rest is not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from flask_babel import gettext as _

from planner.choices import FollowUpState
from planner.errors import RuleBroken
from planner.officetime import office_day
from planner.outcomes.follow_up_actions import (
    add_note,
    check_closing,
    give_to,
    refuse_settled,
    refuse_strangers,
    settle,
)
from planner.outcomes.models import FollowUp
from planner.shapes.follow_up import FollowUpStep
from planner.viewers import Viewer


def settle_follow_ups(
    follow_ups: Sequence[FollowUp], asked: FollowUpStep, *, viewer: Viewer, now: datetime
) -> Sequence[FollowUp]:
    """Take one step with several open follow-ups; all of them or none."""
    if not follow_ups:
        raise RuleBroken(_("Tick the follow-ups first."))
    refuse_ownerless(asked)
    for follow_up in follow_ups:
        refuse_strangers(follow_up, viewer)
        refuse_settled(follow_up)
        add_note(follow_up, asked.note)
        take_step(follow_up, asked, today=office_day(now))
    return follow_ups


def refuse_ownerless(asked: FollowUpStep) -> None:
    """Raise RuleBroken when follow-ups are given to nobody."""
    if asked.step == "reassign" and not asked.owner_id:
        raise RuleBroken(_("Choose the new owner."))


def take_step(follow_up: FollowUp, asked: FollowUpStep, *, today: date) -> None:
    """Give a follow-up to somebody else, or settle it."""
    if asked.step == "reassign":
        give_to(follow_up, asked.owner_id or 0)
    else:
        settle(follow_up, FollowUpState(asked.step), closed_on=asked.closed_on, today=today)


@dataclass
class Settled:
    """Which follow-ups of a filter a step was taken with, and why not with each of the others."""

    done: list[FollowUp] = field(default_factory=list)
    refused: list[tuple[FollowUp, str]] = field(default_factory=list)


def as_listed(follow_up: FollowUp) -> str:
    """Return a follow-up's key and version in one word, as a page of a whole filter keeps it."""
    return f"{follow_up.id}-{follow_up.version}"


def why_not(follow_up: FollowUp, asked: FollowUpStep, *, viewer: Viewer, now: datetime) -> str:
    """Return why a step is not taken with one follow-up of a filter; empty when it is."""
    if as_listed(follow_up) not in asked.as_seen:
        return str(_("It was changed since you looked at it. Look at it again."))
    if not follow_up.is_open:
        return str(_("It is settled already."))
    try:
        refuse_strangers(follow_up, viewer)
        if asked.step != "reassign":
            check_closing(
                FollowUpState(asked.step),
                closed_on=asked.closed_on,
                today=office_day(now),
                note=f"{follow_up.note or ''}{asked.note}",
            )
    except RuleBroken as refusal:
        return str(refusal)
    return ""


def settle_filter(
    follow_ups: Sequence[FollowUp],
    asked: FollowUpStep,
    *,
    viewer: Viewer,
    now: datetime,
    is_trial: bool = False,
) -> Settled:
    """Take one step with the follow-ups of a filter as they were looked at; leave out the rest.

    A trial only says what would be done. Raises RuleBroken when there are none.
    """
    if not follow_ups:
        raise RuleBroken(_("There is no follow-up here any more."))
    refuse_ownerless(asked)
    result = Settled()
    for follow_up in follow_ups:
        reason = why_not(follow_up, asked, viewer=viewer, now=now)
        if reason:
            result.refused.append((follow_up, reason))
        else:
            result.done.append(follow_up)
    if result.done and not is_trial:
        settle_follow_ups(result.done, asked, viewer=viewer, now=now)
    return result
