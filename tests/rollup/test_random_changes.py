"""After any change the rollup is what the events make it, and what the computed query finds."""

from datetime import date
from random import Random

from planner.choices import Marking, Role
from planner.db import db
from planner.history.actions import without_history
from planner.reference.shipped_kinds import ShippedKind
from planner.reports.measures import rolled as measures_rolled
from planner.reports.measures.coverage import coverage
from planner.reports.measures.coverage_cells import Heading
from planner.reports.measures.scope import Scope
from planner.reports.periods import ReportPeriod, period_of, quarter_in
from planner.rollup.faults import rollup_faults
from planner.rollup.keeping import count_what_changed
from planner.rollup.part_queries import every_cell, parts_of
from planner.rollup.parts import added
from planner.rollup.writing import rebuild
from planner.viewers import Viewer, acting_as
from planner.years import YearStyle
from tests.rollup.told import compare_what_is_told
from tests.rollup.walk import CHANGES, TODAY, Walk

YEAR = YearStyle().beginning_in(2030)
PERIODS = (
    period_of(YEAR),
    period_of(YearStyle(7).beginning_in(2030)),
    quarter_in(YEAR, 1),
    quarter_in(YEAR, 4),
    ReportPeriod(date(2030, 2, 1), date(2030, 5, 31)),
    ReportPeriod(YEAR.first, date(2031, 12, 31)),
)
VIEWERS = [Viewer(1, frozenset({Role.PLANNER}), marking, None) for marking in Marking]


def scopes(objectives):
    """Return scopes of every sort that the rollup is asked for."""
    ids = [one.id for one in objectives]
    whole = [Scope(period, TODAY) for period in PERIODS]
    first = whole[0]
    return [
        *whole,
        *(first.with_nation(code) for code in ("FR", "AU")),
        *(one.of_objective(ids[0]) for one in whole[:3]),
        first.of_objective(*ids[:2]),
        first.of_objective(*ids),
        Scope(PERIODS[2], TODAY, kinds=(ShippedKind.PORT_VISIT,)),
        first.of_objective(ids[1]).with_nation("ID"),
    ]


def compare_with_the_computed(monkeypatch, scope, objectives, across, viewer):
    """Fail where a matrix from the rollup is not the matrix from the events."""
    rows = [Heading(one.id, one.name, (one.id,)) for one in objectives]
    for is_narrowed in (False, True):
        with acting_as(db.session, viewer), monkeypatch.context() as patch:
            rolled = coverage(scope, rows, across=across, is_narrowed=is_narrowed)
            patch.setattr(measures_rolled, "may_read_cells", lambda _viewer: False)
            computed = coverage(scope, rows, across=across, is_narrowed=is_narrowed)
            differing = {
                cell: (figures, computed.figures.get(cell))
                for cell, figures in rolled.figures.items()
                if figures != computed.figures.get(cell)
            }
            assert not differing, (scope, across, viewer)
            assert rolled == computed, (scope, across, viewer)


def made_anew(walk):
    """Return the cells that the events make now."""
    found = parts_of(db.session.connection(), [event.id for event in walk.events])
    return added((part, 1) for part in found.values())


def test_a_thousand_changes_leave_the_rollup_in_step(monkeypatch):
    dice, done = Random(9), []
    with without_history(db.session):
        walk = Walk(1)
        db.session.commit()
        asked = scopes(walk.objectives)
        for number in range(1000):
            done.append(walk.step())
            count_what_changed(db.session())
            assert dict(every_cell(db.session.connection())) == made_anew(walk), done[-1]
            if number % 40:
                continue
            db.session.commit()
            across = dice.choice(("nation", "nation", "quarter", "kind"))
            rows = walk.objectives[: dice.randint(1, 4)]
            scope, viewer = dice.choice(asked), dice.choice(VIEWERS)
            compare_with_the_computed(monkeypatch, scope, rows, across, viewer)
            compare_what_is_told(monkeypatch, scope, walk.objectives, viewer)
    assert set(done) == {change.__name__ for change in CHANGES}
    assert rollup_faults() == []
    before = dict(every_cell(db.session.connection()))
    rebuild(db.session.connection())
    assert dict(every_cell(db.session.connection())) == before
