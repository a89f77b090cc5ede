"""After any action the rollup tells what the events tell, and pages say the same from either."""

from random import Random

import pytest

from planner.choices import Marking, Role
from planner.db import db
from planner.rollup.faults import rollup_faults
from planner.rollup.keeping import count_what_changed
from tests.factories import make_user
from tests.pages import PageClient
from tests.rollup.acting import ACTIONS, NOW, ActingWalk
from tests.rollup.test_random_changes import VIEWERS, compare_with_the_computed, scopes
from tests.rollup.told import compare_what_is_told, compute

PAGES = ("/", "/reports/gaps", "/reports/figures", "/reports/coverage", "/objectives/")


@pytest.fixture
def walk(clock_at):
    clock_at(NOW)
    made = ActingWalk(14)
    db.session.commit()
    return made


def test_actions_of_every_sort_leave_it_in_step(walk, monkeypatch):
    dice, done, states = Random(11), [], set()
    asked = scopes(walk.objectives)
    for number in range(200):
        done.append(walk.step())
        states |= {event.state for event in walk.events}
        count_what_changed(db.session())
        assert rollup_faults() == [], done[-1]
        if number % 10 == 0:
            scope, viewer = dice.choice(asked), dice.choice(VIEWERS)
            compare_what_is_told(monkeypatch, scope, walk.objectives, viewer)
        if number % 60 == 0:
            rows = walk.objectives[:3]
            compare_with_the_computed(monkeypatch, dice.choice(asked), rows, "nation", VIEWERS[1])
    assert set(done) >= {action.__name__ for action in ACTIONS}, done
    assert len(states) >= 8, states


def test_pages_say_the_same_from_the_rollup_as_computed(app, walk, monkeypatch):
    for _number in range(60):
        walk.step()
    db.session.commit()
    user = make_user(roles=[Role.PLANNER, Role.APPROVER], ceiling=Marking.OFFICIAL)
    client = PageClient(app, user)
    kept = [client.get(url).text for url in PAGES]
    with monkeypatch.context() as patch:
        compute(patch)
        assert kept == [client.get(url).text for url in PAGES]
