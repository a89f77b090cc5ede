"""The rollup on PostgreSQL: the same walk, and two writers of one event at the same moment."""

from threading import Thread

import pytest

from planner.app import create_app
from planner.choices import EventState
from planner.db import db
from planner.events.models import Event, ObjectiveLink
from planner.history.actions import without_history
from planner.objectives.models import Objective
from planner.rollup.faults import rollup_faults
from planner.rollup.keeping import count_what_changed
from planner.rollup.part_queries import every_cell
from planner.viewers import EVERYTHING
from tests.factories import make_event, make_line, make_objective
from tests.rollup.test_random_changes import VIEWERS, compare_with_the_computed, scopes
from tests.rollup.walk import Walk
from tests.served import PATIENCE

pytestmark = pytest.mark.no_database


@pytest.fixture(scope="module")
def on_postgresql(postgres, tmp_path_factory):
    """Give an application on an empty, migrated PostgreSQL database."""
    settings = {
        "RAPPORT_INSTANCE": str(tmp_path_factory.mktemp("pg")),
        "TESTING": True,
        "RATELIMIT_ENABLED": False,
        "RAPPORT_DATABASE_URL": postgres.migrated_url(),
    }
    app = create_app(settings)
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_walk_leaves_it_in_step(on_postgresql, monkeypatch):
    with without_history(db.session):
        walk = Walk(3)
        db.session.commit()
        for _number in range(60):
            walk.step()
            count_what_changed(db.session())
            assert rollup_faults() == []
        db.session.commit()
    for scope, across in zip(
        scopes(walk.objectives), ("nation", "quarter", "kind") * 5, strict=False
    ):
        compare_with_the_computed(monkeypatch, scope, walk.objectives[:2], across, VIEWERS[1])


def link_one_more(app, event_id, objective_id):
    """Link an objective to an event, in a session of its own."""
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        link = ObjectiveLink(event_id=event_id, objective_id=objective_id)
        db.session.add(link)
        db.session.commit()
        db.session.remove()


def test_of_two_writers_of_one_event_the_later_counts_what_the_earlier_left(on_postgresql):
    line = make_line()
    first, second = make_objective(line), make_objective(line)
    event = make_event(["FR"], state=EventState.EXECUTED)
    db.session.commit()
    for one, other in ((first.id, second.id), (second.id, first.id)):
        db.session.query(ObjectiveLink).filter_by(event_id=event.id).delete()
        db.session.add(ObjectiveLink(event=db.session.get(Event, event.id), objective_id=one))
        count_what_changed(db.session())
        later = Thread(target=link_one_more, args=(on_postgresql, event.id, other))
        later.start()
        db.session.commit()
        later.join(PATIENCE)
        assert not later.is_alive()
        db.session.expire_all()
        assert rollup_faults() == []
        served = {key[3] for key, _n in every_cell(db.session.connection()) if key[0] == "executed"}
        assert {one, other} <= served
        assert db.session.get(Objective, one) is not None
