"""A seeded walk through the actions of the product: what the rules refuse leaves all as it was."""

from contextlib import suppress
from datetime import UTC, datetime

from planner.choices import (
    EventState,
    Marking,
    OutcomeSign,
    OutcomeType,
    PartnerRole,
    Role,
)
from planner.db import db
from planner.errors import RuleBroken
from planner.events.page.record_actions import set_marking, set_nation_parts
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.discard_actions import discard_event, restore_event
from planner.events.plan.quick_actions import quick_log
from planner.events.states.moves import moves_from
from planner.events.states.replacements import name_replacement
from planner.events.states.workflow import JUST_SO, move_event
from planner.outcomes.actions import record_outcome
from planner.outcomes.report_actions import file_report
from planner.outcomes.verification_actions import verify_outcome, withdraw_verification
from planner.shapes.event_moves import Cancellation, Postponement, Replacement, TookPlace
from planner.shapes.event_parts import PlannedLink
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.event_record import NationPart, NationParts, NewMarking
from planner.shapes.outcome import Verification, WrittenOutcome
from planner.shapes.quick_log import QuickLog
from planner.shapes.report import WrittenReport
from tests.factories import make_user
from tests.rollup.walk import CODES, KINDS, TODAY, Walk

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
WHOLE = [role for role in Role if role is not Role.VIEWER]


class ActingWalk(Walk):
    """An office and the dice; `step()` takes one action and says which, and whether it was let."""

    def __init__(self, seed):
        super().__init__(seed)
        self.one, self.two = (make_user(roles=WHOLE).as_viewer for _number in range(2))

    def step(self):
        """Take one action; what is refused is rolled back alone."""
        action = self.dice.choice(ACTIONS)
        with suppress(RuleBroken), db.session.begin_nested():
            action(self, self.dice.choice(self.events))
            return action.__name__
        return ""

    def links(self):
        """Return links to some objectives, of some weight."""
        some = self.dice.sample(self.objectives, self.dice.randint(0, 3))
        weight = self.dice.choice((1.0, 0.05))
        return [PlannedLink(objective_id=one.id, weight=weight) for one in some]

    def partners(self):
        return self.dice.sample(CODES, self.dice.randint(1, 3))


def plan(walk, _event):
    first, more = sorted((walk.day(), walk.day()))
    wish = EventPlan(
        title="An exercise",
        kind=walk.dice.choice(KINDS),
        starts_on=first,
        ends_on=more,
        partner_codes=walk.partners(),
        links=walk.links(),
        benefit_own="Ours",
        benefit_partner="Theirs",
    )
    walk.events.append(plan_event(wish, viewer=walk.one, now=NOW))


def log(walk, _event):
    said = QuickLog(
        title="A visit",
        kind=walk.dice.choice(KINDS),
        day=walk.day(),
        partner_codes=walk.partners(),
        objective_ids=[walk.objective().id],
    )
    walk.events.append(quick_log(said, viewer=walk.one, now=NOW))


def move(walk, event):
    """Make a move that the state offers: on, back, off, and a closed event opened again."""
    moves = moves_from(event)
    if not moves:
        raise RuleBroken("nowhere to go")
    to = walk.dice.choice(moves).to
    said = {
        EventState.EXECUTED: TookPlace(
            actual_starts_on=event.starts_on, actual_ends_on=event.ends_on
        ),
        EventState.POSTPONED: Postponement(reason_code="weather", note="Later"),
        EventState.CANCELLED: Cancellation(reason_code="weather", note="Off"),
    }.get(to, JUST_SO)
    is_back = next(move for move in moves if move.to is to).is_back
    if is_back:
        said = said.model_copy(update={"reason_code": "other", "note": "Look again"})
    move_event(event, to, said, viewer=walk.two, now=NOW)


def discard(walk, event):
    if event.discarded_at is None:
        discard_event(event, viewer=walk.one, now=NOW)
    else:
        restore_event(event, viewer=walk.one)


def replace(walk, event):
    other = walk.dice.choice(walk.events)
    name_replacement(event, Replacement(replaced_by_id=other.id), viewer=walk.one, today=TODAY)


def mark(walk, event):
    new = NewMarking(marking=walk.dice.choice(list(Marking)))
    set_marking(event, new, viewer=walk.two, now=NOW)


def relink(walk, event):
    edit_event(event, EventChange(links=walk.links()), viewer=walk.one, now=NOW)


def shift(walk, event):
    first, last = sorted((walk.day(), walk.day()))
    change = EventChange(starts_on=first, ends_on=last)
    edit_event(event, change, viewer=walk.one, now=NOW)


def invite(walk, event):
    edit_event(event, EventChange(partner_codes=walk.partners()), viewer=walk.one, now=NOW)


def say_parts(walk, event):
    rows = [
        NationPart(nation_code=one.nation_code, role=walk.dice.choice(list(PartnerRole)))
        for one in event.partners
    ]
    set_nation_parts(event, NationParts(rows=rows), viewer=walk.one, now=NOW)


def report(walk, event):
    written = WrittenReport(happened="It went well.", has_no_outcomes=walk.dice.random() < 0.5)
    file_report(event, written, viewer=walk.one, now=NOW)


def found(walk, event):
    outcome = WrittenOutcome(
        title="A procedure",
        objective_id=walk.objective().id,
        kind=OutcomeType.PROCEDURE_ADOPTED,
        sign=walk.dice.choice(list(OutcomeSign)),
        strength=walk.dice.randint(1, 4),
        seen_on=TODAY,
        event_ids=[event.id],
    )
    walk.outcomes.append(record_outcome(outcome, viewer=walk.one, now=NOW))


def verify(walk, _event):
    outcome = walk.dice.choice(walk.outcomes)
    if outcome.is_verified:
        withdraw_verification(outcome, viewer=walk.two)
    else:
        said = Verification(verification_source="A record")
        verify_outcome(outcome, said, viewer=walk.two, now=NOW)


ACTIONS = (
    *(plan, log, move, move, move, move, discard, replace, mark, relink),
    *(shift, invite, say_parts, report, found, verify),
)
