"""What an outcome leads to by its type: the draft of a follow-on event, or a follow-up.

None of it repeats the outcome’s words, which may be marked higher than what is made of it.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EventState, OutcomeType
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.copied_plans import plan_of
from planner.events.plan.copy_actions import copy_event
from planner.events.plan.discard_actions import discard_event
from planner.officetime import office_day
from planner.outcomes.follow_up_actions import hand_out_follow_up
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.promise_queries import follow_ups_after
from planner.outcomes.queries import last_day
from planner.outcomes.told import marking_of
from planner.shapes.event_plan import EventPlan
from planner.shapes.follow_up import WrittenFollowUp
from planner.viewers import Viewer

OWED: Mapping[OutcomeType, tuple[Any, int]] = {
    OutcomeType.ECONOMIC_FOLLOW_ON: (
        _l("Agree who takes the economic follow-on further: %(title)s"),
        30,
    ),
    OutcomeType.INCIDENT_RESOLVED: (_l("Look whether the incident stays resolved: %(title)s"), 90),
}
"""What is owed after an outcome of a type, and within how many days."""


def lead_on(outcome: Outcome, *, viewer: Viewer, now: datetime) -> Event | FollowUp | None:
    """Make what an outcome of its type leads to, where it is not there yet; None where nothing is.

    The draft is a concept like the latest event, without its days, that both point to.
    """
    if outcome.kind is OutcomeType.FOLLOW_ON_EVENT and outcome.follow_on_id is None:
        return draft_follow_on(outcome, viewer=viewer, now=now)
    if outcome.kind in OWED and not follow_ups_after(outcome):
        return owe_after(outcome, viewer=viewer, now=now)
    return None


def made_of(outcome: Outcome) -> Event | FollowUp | None:
    """Return what was made of an outcome, as far as it is seen; None where nothing was."""
    return outcome.follow_on or next(iter(follow_ups_after(outcome)), None)


def may_lead_on(outcome: Outcome) -> bool:
    """Say whether something is still to make of an outcome."""
    if outcome.kind is OutcomeType.FOLLOW_ON_EVENT:
        return outcome.follow_on_id is None
    is_owed = outcome.kind in OWED and not follow_ups_after(outcome)
    return is_owed and latest_of(outcome).state is not EventState.CLOSED


def latest_of(outcome: Outcome) -> Event:
    """Return the event of an outcome that ended last."""
    return max(outcome.events, key=lambda event: (last_day(event) or date.min, event.id))


def draft_follow_on(outcome: Outcome, *, viewer: Viewer, now: datetime) -> Event:
    """Make the concept of the event that was agreed, and tie it to the outcome."""
    source = latest_of(outcome)
    values = plan_of(source, viewer) | {
        "title": _("Follow-on of %(title)s", title=source.title)[:200],
        "edition": "",
    }
    values["marking"] = max(values["marking"], marking_of(outcome))
    made = copy_event(source, EventPlan(**values), viewer=viewer, now=now)
    db.session.flush()  # gives the draft its key
    outcome.follow_on = made
    return made


def owe_after(outcome: Outcome, *, viewer: Viewer, now: datetime) -> FollowUp | None:
    """Hand out the follow-up of an outcome to the owner of its latest event that is not closed.

    Or to the writer, where nobody owns it; None where all are closed and owe nothing more.
    """
    source = latest_of(outcome)
    owner = source.owner_id if source.owner and source.owner.active else viewer.user_id
    if source.state is EventState.CLOSED or owner is None:
        return None
    words, days = OWED[outcome.kind]
    owed = WrittenFollowUp(
        what=str(words % {"title": source.title})[:200],
        owner_id=owner,
        due_on=office_day(now) + timedelta(days=days),
    )
    made = hand_out_follow_up(source, owed, viewer=viewer, now=now)
    made.outcome, made.marking = outcome, outcome.marking
    return made


def make_follow_on(outcome: Outcome, *, viewer: Viewer, now: datetime) -> Event | FollowUp:
    """Make what an outcome leads to, for one that has none; RuleBroken where nothing is to make."""
    viewer.require("report", _("Your role does not record outcomes."))
    made = lead_on(outcome, viewer=viewer, now=now)
    if made is None:
        raise RuleBroken(_("There is nothing to make of this outcome, or it is there already."))
    return made


def take_back_follow_on(outcome: Outcome, *, viewer: Viewer, now: datetime) -> Outcome:
    """Undo what was made of an outcome: discard the draft, take off the follow-up.

    Raises RuleBroken for a draft that went on, or a follow-up that was settled.
    """
    viewer.require("report", _("Your role does not record outcomes."))
    if outcome.follow_on is not None:
        discard_event(outcome.follow_on, viewer=viewer, now=now)
        outcome.follow_on = None
    for owed in follow_ups_after(outcome):
        if not owed.is_open:
            raise RuleBroken(_("“%(what)s” is settled already.", what=owed.what))
        db.session.delete(owed)
    return outcome
