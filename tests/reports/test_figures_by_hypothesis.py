"""For any data the figures are what METRICS says: a plain recomputation agrees with the SQL."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.choices import (
    EXECUTED_STATES,
    OPEN_FOLLOW_UP_STATES,
    DatePrecision,
    EventKind,
    EventState,
    FollowUpState,
    Modality,
    NationTier,
    OutcomeSign,
    PartnerRole,
    Standing,
)
from planner.db import db
from planner.office.queries import office
from planner.reports.periods import Period, quarter_period, year_period
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_follow_up,
    make_line,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_person,
    make_report,
    make_requirement,
    make_user,
)
from tests.reports.agreement import compare_all

TODAY = date(2030, 10, 1)
PARTNERS = ("FR", "ID", "NZ")
PERIODS = (
    year_period(2030),
    quarter_period(2030, 1),
    Period(date(2030, 1, 10), date(2031, 2, 3)),
    Period(date(2029, 1, 1), date(2030, 12, 31)),
)
maybe = st.one_of(st.none(), st.integers(0, 40))
day = st.one_of(st.integers(0, 300), st.integers(0, 120), st.integers(-60, 420)).map(
    lambda offset: date(2030, 1, 1) + timedelta(days=offset)
)
maybe_day = st.one_of(day, day, st.none())
states = st.one_of(st.sampled_from(EXECUTED_STATES), st.sampled_from(list(EventState)))
weights = st.lists(
    st.sampled_from([1.0, 2.0, 0.3, None, 3.0, 9.0, 0.5, 0.1, 30.0, 0.0]),
    min_size=3,
    max_size=3,
)
headcounts = st.tuples(maybe, maybe, st.sampled_from(list(PartnerRole)))
events = st.fixed_dictionaries(
    {
        "state": states,
        "kind": st.sampled_from([EventKind.JOINT_EXERCISE, EventKind.PORT_VISIT]),
        "precision": st.sampled_from([DatePrecision.DAY, DatePrecision.DAY, DatePrecision.MONTH]),
        "modality": st.sampled_from(list(Modality)),
        "starts": day,
        "days": st.integers(1, 40),
        "baseline": maybe_day,
        "actual_starts": day,
        "weights": weights,
        "nations": st.dictionaries(
            st.sampled_from(["AU", *PARTNERS]), headcounts, min_size=1, max_size=3
        ),
        "planned": maybe,
        "actual": maybe,
        "ticks": st.lists(st.sampled_from([None, True, False]), max_size=2),
        "report": st.sampled_from([30, 31, None, 5, 60]),
        "is_discarded": st.booleans(),
    }
)
outcomes = st.fixed_dictionaries(
    {
        "objective": st.integers(0, 2),
        "events": st.sets(st.integers(0, 6), min_size=1, max_size=2),
        "strength": st.sampled_from([2, 3, 1, 4, 0]),
        "sign": st.sampled_from([OutcomeSign.POSITIVE, *OutcomeSign]),
        "is_verified": st.sampled_from([True, True, False]),
        "seen": day,
    }
)
follow_ups = st.tuples(
    st.integers(0, 6), day, st.sampled_from(list(FollowUpState)), st.integers(-20, 30)
)
requirements = st.dictionaries(
    st.tuples(st.integers(0, 2), st.sampled_from(["AU", *PARTNERS]), st.sampled_from([2029, 2030])),
    st.tuples(st.integers(1, 4), st.sampled_from(list(Standing))),
    max_size=6,
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    made=st.lists(events, min_size=3, max_size=7),
    came=st.lists(outcomes, min_size=1, max_size=6),
    owed=st.lists(follow_ups, max_size=5),
    wanted=requirements,
    period=st.sampled_from(PERIODS),
    days=st.sampled_from([30, 30, 1, 45]),
)
def test_every_figure_equals_its_plain_recomputation(made, came, owed, wanted, period, days):
    try:
        office().report_days = days
        write(made, came, owed, wanted)
        compare_all(period, TODAY)
    finally:
        db.session.rollback()


def write(made, came, owed, wanted):
    """Write what was generated, uncommitted."""
    make_own_nation("AU")
    for code, tier in zip(PARTNERS, [*NationTier], strict=True):
        make_nation(code, is_partner=True, tier=tier)
    line = make_line()
    objectives = [make_objective(line), make_objective(line), make_objective()]
    objectives[1].outcome_window_days = 30
    rows = [write_event(one, objectives) for one in made]
    author, other = make_user(), make_user()
    for one in came:
        seen = {"verified_by": other, "verified_at": NOW} if one["is_verified"] else {}
        make_outcome(
            objectives[one["objective"]],
            [rows[at % len(rows)] for at in sorted({at % len(rows) for at in one["events"]})],
            strength=one["strength"],
            sign=one["sign"],
            seen_on=one["seen"],
            author=author,
            **seen,
        )
    for at, due, state, late in owed:
        closed = None if state in OPEN_FOLLOW_UP_STATES else due + timedelta(days=late)
        event = rows[at % len(rows)]
        make_follow_up(event, author, due_on=due, state=state, closed_on=closed)
    for (at, code, year), (number, standing) in wanted.items():
        make_requirement(objectives[at], code, year, number, standing=standing)
    db.session.flush()


def write_event(one, objectives):
    """Write one event with all that hangs on it."""
    links = [(o, w) for o, w in zip(objectives, one["weights"], strict=True) if w is not None]
    fields = {}
    if one["state"] in EXECUTED_STATES:
        ends = one["actual_starts"] + timedelta(days=one["days"] - 1)
        fields |= {"actual_starts_on": one["actual_starts"], "actual_ends_on": ends}
    if one["baseline"]:
        ends = one["baseline"] + timedelta(days=2)
        fields |= {"baseline_starts_on": one["baseline"], "baseline_ends_on": ends}
    if one["state"] is EventState.CONCEPT and one["is_discarded"]:
        fields["discarded_at"] = NOW
    event = make_event(
        sorted(one["nations"]),
        links,
        one["starts"],
        one["days"],
        state=one["state"],
        kind=one["kind"],
        date_precision=one["precision"],
        modality=one["modality"],
        participants_planned=one["planned"],
        participants_actual=one["actual"],
        **fields,
    )
    for row in event.partners:
        row.headcount_planned, row.headcount_actual, row.role = one["nations"][row.nation.code]
    for tick in one["ticks"]:
        make_attendance(event, make_person(), has_attended=tick)
    if one["report"] is not None and one["state"] in EXECUTED_STATES:
        make_report(event, reported_on=event.actual_ends_on + timedelta(days=one["report"]))
    return event
