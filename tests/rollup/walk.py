"""A seeded walk of random changes of every sort through a small office."""

from datetime import date, timedelta
from random import Random

from planner.choices import (
    EXECUTED_STATES,
    DatePrecision,
    EventState,
    Marking,
    Modality,
    OutcomeSign,
    PartnerRole,
)
from planner.db import db
from planner.events.models import EventNation, ObjectiveLink
from planner.outcomes.models import AfterActionReport
from planner.partners.models import Nation
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import (
    NOW,
    make_event,
    make_line,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_plan,
    make_report,
    make_requirement,
    make_user,
)
from tests.rollup.changes_beside import attend, count_people, fill_in, promise, wait_otherwise

TODAY = date(2030, 10, 17)
CODES = ("AU", "FR", "ID", "NZ")
KINDS = (ShippedKind.JOINT_EXERCISE, ShippedKind.PORT_VISIT)


class Walk:
    """An office and the dice; `step()` changes one thing and says which sort it was."""

    def __init__(self, seed):
        self.dice = Random(seed)
        make_own_nation("AU")
        for code in CODES[1:]:
            make_nation(code, is_partner=True)
        line = make_line(make_plan(starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31)))
        self.objectives = [make_objective(line) for _number in range(3)]
        self.objectives.append(make_objective(line, retired_on=date(2029, 3, 1)))
        for objective, code in zip(self.objectives, ("FR", "ID", "NZ"), strict=False):
            make_requirement(objective, code, 2030, 2)
        self.author, self.other = make_user(), make_user()
        self.events = [self.new_event() for _number in range(8)]
        self.outcomes = [self.new_outcome() for _number in range(3)]

    def step(self):
        """Change one thing."""
        change = self.dice.choice(CHANGES)
        change(self, self.dice.choice(self.events))
        return change.__name__

    def day(self):
        return date(2030, 1, 1) + timedelta(days=self.dice.randrange(-40, 420))

    def objective(self):
        return self.dice.choice(self.objectives)

    def new_event(self):
        """Make an event in some state."""
        event = make_event(
            self.dice.sample(CODES, self.dice.randint(0, 3)),
            self.dice.sample(self.objectives, self.dice.randint(0, 3)),
            self.day(),
            self.dice.randint(1, 40),
            state=self.dice.choice(list(EventState)),
            kind=self.dice.choice(KINDS),
            marking=self.dice.choice(list(Marking)),
        )
        if self.dice.random() < 0.7:
            event.baseline_starts_on = event.baseline_ends_on = self.day()
        return event

    def new_outcome(self):
        """Make an outcome of one or two events, verified or not."""
        is_verified = self.dice.random() < 0.6
        seen = {"verified_by": self.other, "verified_at": NOW} if is_verified else {}
        behind = self.dice.sample(self.events, self.dice.randint(1, 2))
        own = self.dice.choice([None, None, *Marking])
        return make_outcome(self.objective(), behind, author=self.author, marking=own, **seen)


def open_event(walk, _event):
    walk.events.append(walk.new_event())


def move(walk, event):
    """Move to any state: cancelled, postponed, executed, closed, and back again."""
    event.state = walk.dice.choice(list(EventState))
    if event.state in EXECUTED_STATES and event.actual_starts_on is None:
        event.actual_starts_on, event.actual_ends_on = event.starts_on, event.ends_on


def reopen(_walk, event):
    if event.state in EXECUTED_STATES:
        event.state, event.actual_starts_on, event.actual_ends_on = EventState.APPROVED, None, None


def discard(_walk, event):
    event.discarded_at = None if event.discarded_at else NOW


def merge(walk, event):
    """Cancel an event in favour of another, which takes its partners over."""
    other = walk.dice.choice(walk.events)
    if event is other:
        return
    event.state, event.replaced_by_id = EventState.CANCELLED, other.id
    known = {one.nation_code for one in other.partners}
    for one in event.partners:
        if one.nation_code not in known:
            other.partners.append(EventNation(nation=db.session.get(Nation, one.nation_code)))


def mark(walk, event):
    event.marking = walk.dice.choice(list(Marking))


def link(walk, event):
    """Link an objective, cut a link, or weigh one otherwise, down to nothing."""
    objective = walk.objective()
    known = next((one for one in event.links if one.objective is objective), None)
    if known is None:
        weight = walk.dice.choice([1, 0.1, 9])
        event.links.append(ObjectiveLink(objective=objective, weight=weight))
    elif walk.dice.random() < 0.4:
        event.links.remove(known)
    else:
        known.weight = walk.dice.choice([0, 0.1, 1, 3, 30])


def nation(walk, event):
    """Let a nation take part, or no more, or only as one that was invited."""
    code = walk.dice.choice(CODES)
    known = next((one for one in event.partners if one.nation_code == code), None)
    if known is None:
        event.partners.append(EventNation(nation=db.session.get(Nation, code)))
    elif walk.dice.random() < 0.5:
        event.partners.remove(known)
    else:
        known.role = walk.dice.choice(list(PartnerRole))


def turn_into(walk, event):
    event.kind = walk.dice.choice(KINDS)


def shift(walk, event):
    """Give an event other days, planned, first approved or actual."""
    first, days = walk.day(), timedelta(days=walk.dice.randint(0, 40))
    if event.is_executed:
        event.actual_starts_on, event.actual_ends_on = first, first + days
    else:
        event.starts_on, event.ends_on = first, first + days
    if walk.dice.random() < 0.3:
        event.baseline_starts_on = walk.dice.choice([None, walk.day()])


def say_otherwise(walk, event):
    event.modality = walk.dice.choice(list(Modality))
    event.date_precision = walk.dice.choice([DatePrecision.DAY, DatePrecision.MONTH])


def report_of(event):
    return db.session.query(AfterActionReport).filter_by(event_id=event.id).one_or_none()


def report(walk, event):
    """Write the report, change whether anything came of it, or take the report away."""
    found = report_of(event)
    if found is None:
        make_report(event, has_no_outcomes=walk.dice.random() < 0.5)
    elif walk.dice.random() < 0.5:
        found.has_no_outcomes = not found.has_no_outcomes
    else:
        db.session.delete(found)


def record_outcome(walk, _event):
    walk.outcomes.append(walk.new_outcome())


def verify(walk, _event):
    """Verify an outcome, or withdraw that."""
    found = walk.dice.choice(walk.outcomes)
    is_verified = found.verified_by_id is not None
    found.verified_by_id = None if is_verified else walk.other.id
    found.verified_at = None if is_verified else NOW


def reword_outcome(walk, event):
    """Give an outcome another sign, strength, objective or event."""
    found = walk.dice.choice(walk.outcomes)
    found.sign = walk.dice.choice(list(OutcomeSign))
    found.strength = walk.dice.randrange(5)
    found.objective = walk.objective()
    if walk.dice.random() < 0.5:
        found.events = [event]


def remove_outcome(walk, _event):
    if len(walk.outcomes) > 2:
        found = walk.dice.choice(walk.outcomes)
        walk.outcomes.remove(found)
        db.session.delete(found)


def remove_event(walk, _event):
    """Delete an event's row for good, as no action does."""
    if len(walk.events) > 9:
        found = walk.events.pop(walk.dice.randrange(len(walk.events)))
        for one in walk.outcomes:
            one.events = [other for other in one.events if other is not found] or [walk.events[0]]
        for one in walk.events:
            if one.replaced_by_id == found.id:
                one.replaced_by_id = None
        db.session.flush()
        if written := report_of(found):
            db.session.delete(written)
        db.session.delete(found)


CHANGES = (
    *(open_event, move, move, reopen, discard, merge, mark, link, link, nation, nation),
    *(turn_into, shift, shift, say_otherwise, report, record_outcome, verify, reword_outcome),
    *(remove_outcome, remove_event, count_people, count_people, attend, promise, promise),
    *(wait_otherwise, fill_in),
)
