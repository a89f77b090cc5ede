"""Changes of the walk beside an event: people, promises, windows, what indicators ask for."""

from planner.choices import FollowUpState
from planner.db import db
from planner.outcomes.models import FollowUp
from tests.factories import make_attendance, make_follow_up


def count_people(walk, event):
    """Say how many people are planned and came, of the event or of a nation, or nothing."""
    event.participants_planned = walk.dice.choice([None, 0, 12, 40])
    event.participants_actual = walk.dice.choice([None, None, 7, 30])
    for one in event.partners:
        one.headcount_planned = walk.dice.choice([None, 5])
        one.headcount_actual = walk.dice.choice([None, None, 3, 11])


def attend(walk, event):
    """Note a person's part, whether they came, or take the part away."""
    known = event.attendances
    if known and walk.dice.random() < 0.4:
        known.remove(walk.dice.choice(known))
    elif known and walk.dice.random() < 0.5:
        walk.dice.choice(known).has_attended = walk.dice.choice([None, True, False])
    else:
        make_attendance(event, has_attended=True)


def promise(walk, event):
    """Promise something, or keep it, give it on, drop it or owe it again."""
    known = db.session.query(FollowUp).filter_by(event_id=event.id).all()
    if not known or walk.dice.random() < 0.4:
        make_follow_up(event, walk.author, due_on=walk.day())
    elif walk.dice.random() < 0.1:
        db.session.delete(walk.dice.choice(known))
    else:
        found = walk.dice.choice(known)
        found.state = walk.dice.choice(list(FollowUpState))
        found.closed_on = None if found.is_open else walk.day()


def wait_otherwise(walk, _event):
    walk.objective().outcome_window_days = walk.dice.choice([0, 30, 180, 365])


def fill_in(walk, event):
    """Fill in or empty what indicators ask of an event."""
    for name, values in FIELDS.items():
        setattr(event, name, walk.dice.choice(values))
    event.announced_on = walk.dice.choice([None, walk.day()])


FIELDS = {
    "cultural_elements": ([], ["music"]),
    "procedure_tested": (None, "A procedure"),
    "scenario": (None, "relief"),
    "exercise_type": (None, "cyber"),
    "troops": (None, 12_999, 13_000),
    "observers_invited": (None, True, False),
    "has_community_part": (None, True, False),
    "direction": (None, "outbound", "inbound", "both"),
    "are_prepared": (None, True, False),
    "places_offered": (None, 0, 20),
    "places_filled": (None, 0, 12),
    "host_code": (None, "AU", "FR"),
    "actual_cost": (None, 0, 1234),
    "currency": ("EUR", "USD"),
}
