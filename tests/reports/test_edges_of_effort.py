"""First and last days, nought and nothing, one and none: M1 to M6, M13, M14, M17 at their edges."""

from datetime import date, timedelta

import pytest
from pytest import approx

from planner.choices import (
    DatePrecision,
    EventState,
    Marking,
    Modality,
    PartnerRole,
    Role,
    Standing,
)
from planner.db import db
from planner.office.queries import office
from planner.reports.choice import matrix_rows
from planner.reports.measures.contacts import silences
from planner.reports.measures.coverage import coverage
from planner.reports.measures.effort import (
    Effort,
    activity,
    effort_by_nation,
    effort_by_objective,
)
from planner.reports.measures.execution import Slip, slip
from planner.reports.measures.last_contacts import Contact, last_contacts
from planner.reports.measures.once_approved import closings, requirements_for
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import tally
from planner.reports.measures.timeliness import number_owed_later, promises, reports_in_time
from planner.reports.measures.totals import numbers
from planner.reports.measures.yields import Yield, yield_by_objective
from planner.reports.periods import ReportPeriod
from planner.shapes.figure import Rate
from planner.viewers import EVERYTHING, Viewer, acting_as
from planner.years import YearStyle
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_line,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_plan,
    make_report,
    make_requirement,
    make_verified_outcome,
)
from tests.reports.spans import quarter_period, year_period

TODAY = date(2030, 10, 1)
SPRING = Scope(quarter_period(2030, 2), TODAY)
DAY = timedelta(days=1)
FIRST, LAST = SPRING.period.first, SPRING.period.last
DESK = Viewer(1, frozenset({Role.COUNTRY_DESK}), Marking.OFFICIAL_SENSITIVE, None)


def held(first=date(2030, 5, 6), days=2, partners=("FR",), objectives=(), **fields):
    """Return an executed event of spring 2030, of two days unless told otherwise."""
    return make_event(partners, objectives, first, days, **{"state": EventState.CLOSED} | fields)


def test_days_in_a_period_are_those_from_its_first_to_its_last():
    for first, days in ((FIRST - DAY, 1), (FIRST - DAY, 2), (FIRST, 1), (LAST, 3), (LAST + DAY, 1)):
        held(first, days, participants_actual=10)
    found = activity(SPRING)
    assert (found.event_days, found.exact, found.effort.person_days) == (3, 3, 30)
    held(FIRST - DAY, 1000, participants_actual=1)
    assert activity(SPRING).event_days == 3 + SPRING.period.days


def test_who_came_is_the_events_number_else_the_nations_else_names_ticked_else_planned():
    """Nought is a number; names of which none is ticked are none."""
    make_nation("ID")
    held(participants_actual=0, participants_planned=50)
    by_nations = held(partners=["FR", "ID"], participants_planned=60)
    by_nations.partners[0].headcount_actual = 3
    by_nations.partners[1].headcount_actual = 4
    ticked = held(participants_planned=70)
    make_attendance(ticked, has_attended=True)
    make_attendance(ticked, has_attended=False)
    unticked = held(participants_planned=5)
    make_attendance(unticked, has_attended=False)
    planned = held(partners=["FR", "ID"])
    planned.partners[0].headcount_planned = 6
    held()
    last = held(partners=["ID"])
    last.partners[0].headcount_actual = last.partners[0].headcount_planned = 2
    db.session.flush()
    found = activity(SPRING)
    assert found.effort == Effort(2 * (0 + 7 + 1 + 5 + 6 + 2), 6, 2)
    assert (found.event_days, found.exact, found.without_people) == (14, 7, 1)
    names = ("on-days", "effort", "estimated-people", "without-people", "unlinked-on-days")
    assert list(numbers(SPRING, names).values()) == [7, 6, 2, 1, 6]


def test_months_and_years_add_to_counts_and_never_to_days():
    for precision in (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR):
        held(FIRST, 30, date_precision=precision, participants_actual=2)
    found = activity(SPRING)
    assert (found.event_days, found.imprecise, found.effort.events) == (30, 2, 1)
    assert numbers(SPRING, ("on-days", "without-days")) == {"on-days": 1, "without-days": 2}


def test_effort_is_shared_by_weight_and_no_weight_serves_nothing():
    first, second, other = (make_objective() for _ in range(3))
    held(objectives=[(first, 3), (second, 1), (other, 0)], participants_actual=10)
    held(objectives=[(other, 0)], participants_actual=5)
    held(objectives=[first], participants_planned=7)
    held(objectives=[first])
    found = effort_by_objective(SPRING)
    assert found == {
        first.id: Effort(approx(15 + 14), 2, 1),
        second.id: Effort(approx(5), 1, 0),
        None: Effort(10, 1, 0),
    }
    whole = activity(SPRING).effort
    assert sum(one.person_days for one in found.values()) == approx(whole.person_days)
    assert effort_by_objective(SPRING.of_objective(second.id)) == {second.id: found[second.id]}
    assert numbers(SPRING.of_objective(other.id), ("effort",)) == {"effort": 0}
    assert numbers(SPRING.of_objective(first.id), ("effort",)) == {"effort": 2}


def test_effort_with_a_partner_is_its_headcount_else_its_part_of_all_who_took_part():
    """The own nation takes part whether somebody named it or not, and is no partner."""
    make_own_nation("AU")
    make_nation("ID")
    for partners in (["FR", "ID"], ["AU", "FR", "ID"]):
        held(partners=partners, participants_actual=30)
    counted = held(partners=["FR", "ID"])
    counted.partners[0].headcount_actual = 0
    db.session.flush()
    alone = held(partners=["FR"], participants_planned=8)
    found = effort_by_nation(SPRING)
    assert found == {"FR": Effort(20 + 20 + 0 + 8, 4, 3), "ID": Effort(20 + 20 + 0, 3, 3)}
    assert effort_by_nation(SPRING.with_nation("ID")) == {"ID": found["ID"]}
    assert numbers(SPRING.with_nation("FR"), ("effort-with",)) == {"effort-with": 4}
    alone.participants_planned = None
    db.session.flush()
    assert numbers(SPRING.with_nation("FR"), ("effort-with",)) == {"effort-with": 3}


def test_slip_is_in_days_of_events_known_to_the_day():
    for days, precision in ((0, "day"), (5, "day"), (-2, "day"), (40, "month")):
        baseline = FIRST + 9 * DAY
        actual = baseline + days * DAY
        held(
            baseline, 1, baseline_starts_on=baseline, date_precision=precision,
            actual_starts_on=actual, actual_ends_on=actual,
        )  # fmt: skip
    assert slip(SPRING) == Slip(0, 3, 1)


def test_a_promise_is_kept_on_its_day_and_overdue_on_the_next():
    event, due = make_event(), date(2030, 5, 1)
    for state, closed in (
        ("done", due), ("done", due - DAY), ("handed_over", due), ("done", due + DAY),
        ("handed_over", due + 4 * DAY), ("dropped", due), ("open", None), ("in_hand", None),
    ):  # fmt: skip
        make_follow_up(event, due_on=due, state=state, closed_on=closed)
    for day in (FIRST - DAY, LAST + DAY):
        make_follow_up(event, due_on=day)

    on_the_day = promises(Scope(SPRING.period, due))
    assert on_the_day.rate == Rate(3, 5)
    assert (on_the_day.overdue, on_the_day.not_due, on_the_day.oldest) == (0, 2, None)
    assert (on_the_day.days_late, on_the_day.dropped) == (2.5, 1)
    after = promises(Scope(SPRING.period, due + 2 * DAY))
    assert (after.rate, after.overdue, after.not_due) == (Rate(3, 7), 2, 0)
    assert (after.oldest, after.days_late) == (due, 2)
    make_follow_up(event, due_on=FIRST, state="open")
    make_follow_up(event, due_on=LAST, state="open")
    assert promises(Scope(SPRING.period, LAST)).oldest == FIRST
    assert promises(Scope(SPRING.period, LAST)).not_due == 1
    owed = [
        number_owed_later(Scope(SPRING.period, day)) for day in (LAST, LAST + DAY, LAST + 2 * DAY)
    ]
    assert owed == [2, 1, 0]


def test_a_report_is_in_time_on_the_last_of_its_days_and_due_after_it():
    for days in (30, 31):
        make_report(held(FIRST, 1), reported_on=FIRST + days * DAY)
    held(FIRST, 1)
    found = [reports_in_time(Scope(SPRING.period, FIRST + days * DAY)) for days in (30, 31)]
    assert found == [Rate(0, 0), Rate(1, 3)]
    office().report_days = 31
    found = [reports_in_time(Scope(SPRING.period, FIRST + days * DAY)) for days in (31, 32)]
    assert found == [Rate(0, 0), Rate(2, 3)]


@pytest.mark.parametrize("viewer", [DESK, EVERYTHING], ids=["from the rollup", "computed"])
def test_the_last_contact_is_the_last_day_up_to_today_on_which_a_nation_was_there(viewer):
    make_own_nation("AU")
    for code in ("FR", "ID", "NZ", "JP"):
        make_nation(code, is_partner=True, limit_days=31 if code == "FR" else 30)
    held(TODAY - 40 * DAY, 2)
    held(TODAY - 31 * DAY, 1, modality=Modality.HYBRID)
    held(TODAY + DAY, 1)
    held(TODAY - DAY, 2, state=EventState.IN_PROGRESS)
    held(TODAY, 1, ["ID"])
    held(date(2030, 9, 1), 30, ["NZ"], date_precision=DatePrecision.MONTH)
    invited = held(TODAY, 1, ["JP"])
    invited.partners[0].role = PartnerRole.INVITED
    db.session.commit()

    with acting_as(db.session, viewer):
        met = last_contacts(TODAY)
        assert met["FR"] == Contact(TODAY - 31 * DAY, TODAY - 39 * DAY, None)
        assert met["ID"] == Contact(TODAY, TODAY, None)
        assert met["NZ"] == Contact(TODAY - DAY, TODAY - DAY, date(2030, 9, 1))
        assert "JP" not in met
        found = {one.nation.code: one for one in silences(TODAY)}
        assert list(found) == ["JP", "FR", "NZ", "ID"]
        assert [one.is_stale for one in found.values()] == [True, False, False, False]
        assert [one.days for one in found.values()] == [None, 31, 1, 0]
        later = {one.nation.code: one.is_stale for one in silences(TODAY + DAY, ["FR", "ID"])}
        assert later == {"FR": False, "ID": False}, "one of the next day was met by then"


@pytest.mark.parametrize(
    ("last", "style", "is_asked"),
    [
        (date(2029, 12, 31), YearStyle(), False),
        (date(2030, 1, 1), YearStyle(), True),
        (date(2030, 12, 31), YearStyle(), True),
        (date(2031, 1, 1), YearStyle(), False),
        (date(2030, 9, 30), YearStyle(10), False),
        (date(2030, 10, 1), YearStyle(10), True),
        (date(2031, 9, 30), YearStyle(10), True),
        (date(2031, 10, 1), YearStyle(10), False),
    ],
)
def test_an_event_is_for_the_requirement_of_the_year_of_its_last_day(last, style, is_asked):
    office().year_month = style.month
    objective = make_objective(make_line(make_plan(starts_on=date(2029, 1, 1))))
    make_nation("ID")
    asked = make_requirement(objective, "FR", 2030, 3, begins_month=style.month)
    make_requirement(objective, "ID", 2030, 3, begins_month=style.month)
    make_requirement(objective, "FR", 2029, 3, begins_month=6, standing=Standing.PROPOSED)
    event = make_event(["FR"], [objective], last - DAY, 2, state=EventState.COORDINATED)
    assert [row for row, _year in requirements_for(event, last)] == [asked] * is_asked


@pytest.mark.parametrize("viewer", [DESK, EVERYTHING], ids=["from the rollup", "computed"])
def test_an_approver_is_told_the_gap_of_today_and_the_gap_after(viewer):
    objective = make_objective()
    make_requirement(objective, "FR", 2030, 4)
    held(objectives=[objective])
    make_event(["FR"], [objective], TODAY, 1, state=EventState.APPROVED)
    make_event(["FR"], [objective], TODAY - DAY, 1, state=EventState.APPROVED)
    event = make_event(["FR"], [objective], TODAY + DAY, 1, state=EventState.COORDINATED)
    db.session.commit()
    with acting_as(db.session, viewer):
        (found,) = closings(event, TODAY)
    assert (found.required, found.executed, found.ahead) == (4, 1, 1)
    assert (found.gap, found.gap_after) == (2, 1)
    event.starts_on = event.ends_on = None
    assert closings(event, TODAY) == []


def test_what_serves_nothing_counts_where_its_days_touch_the_period():
    objective = make_objective()
    for first in (FIRST - 2 * DAY, FIRST - DAY, LAST, LAST + DAY):
        make_event(["FR"], [], first, 2, state=EventState.PLANNED)
    make_event(["FR"], [(objective, 0)], FIRST, 1)
    make_event(["FR"], [objective], FIRST, 1)
    for viewer in (DESK, EVERYTHING):
        db.session.commit()
        with acting_as(db.session, viewer):
            assert numbers(SPRING, ("no-objective",)) == {"no-objective": 3}
            days = ReportPeriod(FIRST + DAY, LAST - DAY)
            assert numbers(SPRING.in_period(days), ("no-objective",)) == {"no-objective": 0}


def test_nobody_counts_what_is_marked_above_their_ceiling():
    """Of those who see all nations the rollup tells, of the others the events themselves."""
    for marking in Marking:
        for _ in range(marking + 1):
            held(marking=marking)
    db.session.commit()
    for ceiling, seen in ((Marking.PUBLIC, 1), (Marking.OFFICIAL, 3), (max(Marking), 6)):
        for nations in (None, frozenset({"FR"})):
            viewer = Viewer(1, frozenset({Role.COUNTRY_DESK}), ceiling, nations)
            with acting_as(db.session, viewer):
                assert numbers(SPRING, ("executed", "on-days")) == {
                    "executed": seen,
                    "on-days": seen,
                }


@pytest.mark.parametrize("viewer", [DESK, EVERYTHING], ids=["from the rollup", "computed"])
def test_a_row_of_several_objectives_counts_an_event_once_and_an_empty_matrix_is_public(viewer):
    first, second, other = (make_objective() for _ in range(3))
    line = {first.id: "line", second.id: "line"}
    with acting_as(db.session, viewer):
        assert tally(SPRING, line, "nation").marking is Marking.PUBLIC
    held(objectives=[first, second, other], marking=Marking.OFFICIAL)
    held(objectives=[second])
    held(objectives=[first])
    held(objectives=[(other, 1), (first, 0)])
    held()
    held(objectives=[(other, 0)])
    db.session.commit()
    with acting_as(db.session, viewer):
        assert tally(SPRING, line, "nation").counts["unlinked"] == {
            (None, None): 2, (None, "FR"): 2,
        }  # fmt: skip
        assert tally(SPRING, {}, "nation").counts["unlinked"][None, None] == 2
        assert tally(SPRING.of_objective(first.id), line, "nation").counts["unlinked"] == {}
        narrowed = tally(SPRING.of_objective(second.id), {second.id: second.id}, "nation")
        assert narrowed.counts["unlinked"] == {}
        assert narrowed.counts["executed"][None, None] == 2
        found = tally(SPRING, line, "nation")
        assert found.marking is Marking.OFFICIAL
        assert (found.counts["executed"]["line", None], found.others) == (3, {other.id})
        assert found.counts["executed"]["other", "FR"] == 2
        by_objective = tally(SPRING, {first.id: first.id, second.id: second.id}, "kind")
        counts = by_objective.counts["executed"]
        assert [counts[key.id, None] for key in (first, second)] == [2, 2]
        assert (counts["other", None], counts[None, None]) == (2, 6)
        assert counts[None, "joint_exercise"] == 6


@pytest.mark.parametrize("viewer", [DESK, EVERYTHING], ids=["from the rollup", "computed"])
def test_each_year_is_compared_with_its_own_events_from_its_beginning(viewer):
    """A surplus of one year closes no gap of another; days of one’s own begin with their year."""
    objective = make_objective(make_line(make_plan(starts_on=date(2028, 1, 1))))
    for year in (2029, 2030):
        make_requirement(objective, "FR", year, 2)
    for day in (date(2030, 1, 1), date(2030, 5, 1), date(2030, 12, 31)):
        held(day, 1, objectives=[objective])
    db.session.commit()

    def wanted(first, last):
        scope = Scope(ReportPeriod(first, last), date(2031, 2, 1))
        found = coverage(scope, matrix_rows([objective], "objective")).figures[objective.id, None]
        return found.required, found.held, found.gap, found.residual, found.wanted.enough

    with acting_as(db.session, viewer):
        assert wanted(date(2029, 1, 1), date(2030, 12, 31)) == (4, 3, 2, 2, 2)
        assert wanted(date(2030, 1, 1), date(2030, 12, 31)) == (2, 3, 0, 0, 2)
        assert wanted(date(2030, 4, 1), date(2030, 12, 31)) == (2, 3, 0, 0, 2)
        assert wanted(date(2030, 1, 1), date(2030, 1, 31)) == (2, 1, 1, 0, 1)
        assert wanted(date(2029, 7, 1), date(2029, 9, 30)) == (2, 0, 2, 2, 0)


@pytest.mark.parametrize("viewer", [DESK, EVERYTHING], ids=["from the rollup", "computed"])
def test_the_last_day_of_a_quarter_belongs_to_it_whatever_is_counted(viewer):
    objective = make_objective()
    last = date(2030, 3, 31)
    for day in (last, last + DAY):
        held(day, 1, objectives=[objective], baseline_starts_on=day)
        make_event(["FR"], [objective], day, 1, state=EventState.APPROVED)
    db.session.commit()
    with acting_as(db.session, viewer):
        for today in (date(2030, 1, 1), date(2030, 3, 31)):
            scope = Scope(year_period(2030), today)
            found = tally(scope, {objective.id: objective.id}, "quarter").counts
            for name in ("executed", "planned", "ahead"):
                cells = {column: n for (row, column), n in found[name].items() if row is None}
                assert cells == {None: 2, 0: 1, 1: 1}, name


def test_what_came_of_events_counts_for_links_of_weight_alone_and_from_strength_two():
    """M11: verified, positive, strength 2 or more; a harm is told beside, whatever its strength."""
    first, second = (make_objective(outcome_window_days=30) for _ in range(2))
    for strength, sign, is_verified in (
        (2, "positive", True), (1, "positive", True), (4, "positive", False),
        (4, "neutral", True), (0, "negative", True), (4, "negative", False),
    ):  # fmt: skip
        make = make_verified_outcome if is_verified else make_outcome
        event = held(objectives=[(first, 1), (second, 0)])
        make(objective=first, events=[event], strength=strength, sign=sign)
        make(objective=second, events=[event], strength=strength, sign=sign)
    held(LAST - 29 * DAY, 1, objectives=[first])
    held(LAST - 30 * DAY, 1, objectives=[first])
    names = ("yield-due", "yielded", "harmed", "yield-waiting", "outcome-backed")
    scope = Scope(SPRING.period, LAST + DAY)
    assert list(numbers(scope.of_objective(first.id), names).values()) == [7, 1, 1, 1, 1]
    assert list(numbers(scope.of_objective(second.id), names).values()) == [0, 0, 0, 0, 0]
    found = yield_by_objective(scope, [first.id, second.id])
    assert found == {first.id: Yield(Rate(1, 7), 1, 1), second.id: Yield(Rate(0, 0), 0, 0)}
