"""Recording outcomes: written, changed, removed."""

from collections.abc import Iterable
from datetime import date, datetime

from flask_babel import gettext as _

from planner.choices import OutcomeSign, OutcomeType
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.states.calendar_gates import first_day, latest_day
from planner.foureyes import add_writer
from planner.outcomes.choice_queries import HELD_STATES, events_by_id
from planner.outcomes.follow_on_actions import lead_on
from planner.outcomes.models import AfterActionReport, Outcome
from planner.outcomes.own_marking import asks_in_vain, check_words, mark, marked_as
from planner.outcomes.promise_queries import follow_ups_after
from planner.outcomes.report_queries import any_report_of
from planner.outcomes.told import marking_of
from planner.shapes.outcome import Markable, WrittenOutcome
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.day_words import day as in_words
from planner.web.undoing import restored


def record_outcome(written: WrittenOutcome, *, viewer: Viewer, now: datetime) -> Outcome:
    """Record a change seen against an objective, from one or several events."""
    viewer.require("report", _("Your role does not record outcomes."))
    outcome = Outcome(author_id=viewer.user_id, created_at=now)
    write_outcome(outcome, written, viewer=viewer, now=now)
    db.session.add(outcome)
    for event in outcome.events:
        withdraw_none_found(event)
    if written.makes_follow_on:
        lead_on(outcome, viewer=viewer, now=now)
    return outcome


def write_outcome(
    outcome: Outcome, written: WrittenOutcome, *, viewer: Viewer, now: datetime
) -> None:
    """Check and set what an outcome says."""
    events = named_events(written.event_ids)
    if not events:
        raise RuleBroken(_("Choose at least one event that the outcome came from."))
    for event in events:
        if event.state not in HELD_STATES:
            raise RuleBroken(
                _("“%(title)s” has not taken place: nothing can have come of it", title=event.title)
            )
    check_seen(events, written.seen_on, now)
    let_be = asks_in_vain(outcome, marked_as(outcome.marking, outcome.events))
    marking = mark(outcome, written, events, viewer)
    outcome.events = events
    fill(outcome, written, but={"event_ids", "makes_follow_on"})
    check_words(outcome, marking, was_let_be=let_be)
    if outcome.kind is OutcomeType.NEGATIVE_OUTCOME:
        outcome.sign = OutcomeSign.NEGATIVE


def began(events: Iterable[Event]) -> tuple[date, str]:
    """Return the day on which the first of some events began, and its title."""
    return min((first_day(event) or date.max, event.title) for event in events)


def check_seen(events: list[Event], seen_on: date, now: datetime) -> None:
    """Raise RuleBroken unless it was seen between the beginning of the first event and today."""
    if seen_on > latest_day(events, now):
        raise RuleBroken(_("The day it was seen lies in the future. Enter the day you saw it."))
    begun, first = began(events)
    if seen_on < begun:
        raise RuleBroken(
            _(
                "“%(title)s” began on %(day)s, and nothing came of it before. "
                "Enter a day from then on.",
                title=first,
                day=in_words(begun),
            )
        )


def change_outcome(
    outcome: Outcome, written: WrittenOutcome, *, viewer: Viewer, now: datetime
) -> Outcome:
    """Change what an outcome says; one that was verified must be withdrawn first.

    Who changes it becomes its author, and so cannot be the one who verifies it.
    """
    viewer.require("report", _("Your role does not change outcomes."))
    refuse_verified(outcome)
    add_writer(outcome, outcome.author_id)
    add_writer(outcome, viewer.user_id)
    outcome.author_id, kind = viewer.user_id, outcome.kind
    write_outcome(outcome, written, viewer=viewer, now=now)
    mark_what_follows(outcome)
    if written.makes_follow_on and outcome.kind is not kind:
        lead_on(outcome, viewer=viewer, now=now)
    return outcome


def mark_what_follows(outcome: Outcome) -> None:
    """Give the follow-ups of an outcome its own marking: they tell of it."""
    for follow_up in follow_ups_after(outcome):
        follow_up.marking = outcome.marking


def set_outcome_marking(outcome: Outcome, written: Markable, *, viewer: Viewer) -> Outcome:
    """Mark an outcome higher or lower, verified or not; its words stay (DOMAIN 3)."""
    let_be = asks_in_vain(outcome, marking_of(outcome))
    marking = mark(outcome, written, outcome.events, viewer)
    check_words(outcome, marking, was_let_be=let_be)
    mark_what_follows(outcome)
    return outcome


def named_events(event_ids: Iterable[int]) -> list[Event]:
    """Return the events of the keys; RuleBroken when one is not there, or not to be seen."""
    wanted = set(event_ids)
    found = events_by_id(wanted)
    if len(found) < len(wanted):
        raise RuleBroken(_("One of the events is not there any more. Choose again."))
    return found


def refuse_verified(outcome: Outcome) -> None:
    """Raise RuleBroken when somebody verified the outcome."""
    if outcome.is_verified:
        raise RuleBroken(
            _("This outcome is verified. Ask an approver to withdraw the verification first.")
        )


def remove_outcome(outcome: Outcome, *, viewer: Viewer) -> Outcome:
    """Take back an outcome that nobody has verified."""
    viewer.require("report", _("Your role does not remove outcomes."))
    refuse_verified(outcome)
    db.session.delete(outcome)
    return outcome


@restored("outcome")
def restored_outcome(outcome: Outcome, _viewer: Viewer) -> None:
    """Let nobody read “nothing came of it” at an event whose outcome is back."""
    for event in outcome.events:
        withdraw_none_found(event)


def withdraw_none_found(event: Event) -> AfterActionReport | None:
    """Take “no outcomes found” back once one is recorded, of a hidden report too."""
    report = any_report_of(event)
    if report and report.has_no_outcomes:
        report.has_no_outcomes = False
    return report
