"""A great office of the bench is made of copies, each event with all that hangs on it."""

from planner.benchmark.copying import TABLES, copy_events
from planner.choices import EventState
from planner.db import Base, db
from planner.rollup.faults import rollup_faults
from planner.rollup.part_queries import every_cell
from planner.rollup.writing import rebuild
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_user,
)


def number_of(name):
    return db.session.query(Base.metadata.tables[name]).count()


def test_copies_count_as_the_office_they_are_made_of():
    make_own_nation()
    make_nation("FR")
    objective, known = make_objective(), make_user()
    events = [make_event(["FR"], [objective], state=EventState.EXECUTED) for _number in range(2)]
    make_outcome(objective, events[:1], id=events[0].id, author=known)
    for event in events:
        make_attendance(event, has_attended=True)
        make_follow_up(event, known)
    db.session.commit()
    tables = [name for name in TABLES if name != "history_entry"]  # which tells of more than events
    before = {name: number_of(name) for name in tables}
    copy_events(db.session.connection(), max(event.id for event in events), 3)
    db.session.commit()
    assert {name: number_of(name) for name in tables} == {n: 3 * had for n, had in before.items()}
    assert rollup_faults() == []
    cells = dict(every_cell(db.session.connection()))
    rebuild(db.session.connection())
    assert dict(every_cell(db.session.connection())) == cells
