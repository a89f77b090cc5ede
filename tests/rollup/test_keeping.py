"""The rollup is kept with the write, checked, counted anew by steps, and read by whom it may."""

from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from planner.calendars.rendering import entry_faults
from planner.choices import EventState, Marking, Role
from planner.commands import faults
from planner.db import db
from planner.reports.measures.rolled import rolled_cells
from planner.reports.measures.scope import Scope
from planner.reports.periods import ReportPeriod
from planner.rollup.commands import rebuild_rollup
from planner.rollup.faults import rollup_faults
from planner.rollup.keeping import count_what_changed
from planner.rollup.part_queries import every_cell
from planner.viewers import EVERYTHING, Viewer, acting_as
from tests.factories import make_event, make_nation, make_objective, make_own_nation

YEAR = ReportPeriod(date(2030, 1, 1), date(2030, 12, 31), "2030")
TODAY = date(2030, 6, 15)


def planner_with(ceiling=Marking.OFFICIAL_SENSITIVE, nations=None, role=Role.PLANNER):
    return Viewer(1, frozenset({role}), ceiling, nations)


def executed(period=YEAR, **filters):
    """Return the executed events of a period from the rollup; None where it does not answer."""
    found = rolled_cells(Scope(period, TODAY, **filters), ["executed"])
    return None if found is None else found.number("executed", found.whole, None)


def test_it_answers_whoever_sees_all_events_up_to_a_marking():
    make_own_nation()
    for marking in (Marking.PUBLIC, Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE):
        make_event(state=EventState.EXECUTED, marking=marking)
    db.session.commit()
    for ceiling in Marking:
        with acting_as(db.session, planner_with(ceiling)):
            assert executed() == ceiling + 1
    for viewer in (
        planner_with(nations=frozenset({"FR"})),
        planner_with(role=Role.ADMINISTRATOR),
        EVERYTHING,
    ):
        with acting_as(db.session, viewer):
            assert executed() is None
    with acting_as(db.session, planner_with()):
        assert executed(ReportPeriod(date(2030, 1, 2), date(2030, 12, 31))) is None
        assert executed(ReportPeriod(date(2030, 1, 1), date(2030, 12, 30))) is None
        assert executed(nation_codes=("FR", "ID")) is None
        assert executed(nation_codes=("FR",)) == 3
        assert executed(nation_codes=("AU",)) == 0


def test_what_is_not_kept_is_not_counted():
    make_own_nation()
    make_event(state=EventState.EXECUTED)
    db.session.commit()
    before = dict(every_cell(db.session.connection()))
    event = make_event(state=EventState.EXECUTED)
    db.session.rollback()
    db.session.commit()
    assert dict(every_cell(db.session.connection())) == before
    assert rollup_faults() == []
    assert event not in db.session


def test_what_came_before_a_savepoint_that_is_taken_back_is_counted():
    make_own_nation()
    event = make_event(state=EventState.PLANNED)
    db.session.commit()
    event.state = EventState.APPROVED
    savepoint = db.session.begin_nested()
    event.marking = Marking.OFFICIAL
    count_what_changed(db.session())
    savepoint.rollback()
    db.session.commit()
    assert rollup_faults() == []
    assert entry_faults() == []


def test_another_own_nation_is_no_partner_any_more():
    own, other = make_own_nation(), make_nation("FR")
    make_event(["AU", "FR"], [make_objective()], state=EventState.EXECUTED)
    db.session.commit()
    own.is_own, other.is_own = False, True
    db.session.commit()
    nations = {key[4] for key, _counts in every_cell(db.session.connection())}
    assert "AU" in nations
    assert "FR" not in nations
    assert rollup_faults() == []


def spoil():
    """Change an event, a part and a cell past the product."""
    db.session.execute(text("UPDATE event SET marking = 2 WHERE id = (SELECT min(id) FROM event)"))
    db.session.execute(text("UPDATE rollup_part SET counted = '' WHERE event_id > 3"))
    db.session.execute(text("UPDATE rollup_cell SET public = public + 5 WHERE objective_id > 0"))
    db.session.execute(text("DELETE FROM rollup_cell WHERE nation_code = 'FR'"))
    db.session.commit()


@pytest.fixture
def spoilt():
    make_own_nation()
    objective = make_objective()
    for month in range(1, 8):
        make_event(["FR"], [objective], date(2030, month, 4), state=EventState.CLOSED)
    db.session.commit()
    right = dict(every_cell(db.session.connection()))
    spoil()
    return right


def test_check_finds_a_rollup_out_of_step_and_the_command_mends_it(spoilt):
    assert any("planner rollup rebuild" in fault for fault in faults())
    done = CliRunner().invoke(rebuild_rollup)
    assert done.exit_code == 0, done.output
    assert "what differed" in done.output
    db.session.execute(text("UPDATE event SET marking = 0"))
    db.session.commit()
    CliRunner().invoke(rebuild_rollup)
    assert rollup_faults() == []
    assert dict(every_cell(db.session.connection())) == spoilt
