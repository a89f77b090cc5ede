"""For any data the figures are what METRICS says: a plain recomputation agrees with the SQL."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.choices import (
    EXECUTED_STATES,
    OPEN_FOLLOW_UP_STATES,
    DatePrecision,
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
from planner.reference.shipped_kinds import ShippedKind
from planner.reports.periods import ReportPeriod, period_of, quarter_in
from planner.years import YearStyle
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
    make_plan,
    make_report,
    make_requirement,
    make_user,
)
from tests.reports.agreement import compare_all

TODAY = date(2030, 10, 1)
PARTNERS = ("FR", "ID", "NZ")
STYLES = [YearStyle(), YearStyle(), YearStyle(4), YearStyle(7), YearStyle(10, False)]


def periods(style):
    """Return periods of an office: a year, a quarter, days of its own, two years."""
    year = style.beginning_in(2030 if style.month < 7 else 2029)
    first, last = year.first, style.beginning_in(year.begins + 1).last
    return st.sampled_from(
        [
            period_of(year),
            quarter_in(year, 1),
            ReportPeriod(date(2030, 1, 10), date(2031, 2, 3), style=style),
            ReportPeriod(first, last, style=style),
            ReportPeriod(date(2029, 1, 1), date(2030, 12, 31), style=style),
        ]
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
        "kind": st.sampled_from([ShippedKind.JOINT_EXERCISE, ShippedKind.PORT_VISIT]),
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
        "host": st.sampled_from([None, "AU", "FR", "ID"]),
        "costs": st.tuples(maybe, maybe, st.sampled_from(["AUD", "EUR"])),
        "owner": st.integers(0, 2),
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
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["AU", *PARTNERS]),
        st.sampled_from([2029, 2030]),
        st.sampled_from([None, None, None, 1, 7]),
    ),
    st.tuples(st.integers(1, 4), st.sampled_from([Standing.AGREED, *Standing])),
    max_size=8,
)
standings = st.tuples(
    st.sampled_from([Standing.AGREED, Standing.AGREED, Standing.PROPOSED]),
    st.sampled_from([None, None, date(2029, 6, 1), date(2030, 4, 1)]),
)
plan_days = st.sampled_from(
    [
        (date(2028, 1, 1), date(2032, 12, 31)),
        (date(2030, 1, 1), date(2030, 12, 31)),
        (date(2028, 1, 1), date(2029, 9, 30)),
    ]
)
"""Plans in force all the time, in one of two years, and over before the present one."""
plans = st.tuples(st.lists(standings, min_size=3, max_size=3), plan_days, plan_days)


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
    plan=plans,
    period=st.sampled_from(STYLES).flatmap(periods),
    days=st.sampled_from([30, 30, 1, 45]),
)
def test_every_figure_equals_its_plain_recomputation(made, came, owed, wanted, plan, period, days):
    try:
        office().report_days = days
        office().year_month = period.style.month
        office().is_year_named_by_end = period.style.is_named_by_end
        write(made, came, owed, wanted, plan, period.style.month)
        compare_all(period, TODAY)
    finally:
        db.session.rollback()


def write(made, came, owed, wanted, plan, month):
    """Write what was generated, uncommitted; most requirements are of the office's years."""
    make_own_nation("AU")
    for code, tier in zip(PARTNERS, [*NationTier], strict=True):
        make_nation(code, is_partner=True, tier=tier, desk="" if code == "NZ" else "Pacific")
    standings, *days = plan
    lines = [make_line(make_plan(starts_on=first, ends_on=last)) for first, last in days]
    objectives = [
        make_objective(line, standing=standing, retired_on=retired)
        for line, (standing, retired) in zip((lines[0], *lines), standings, strict=True)
    ]
    objectives[1].outcome_window_days = 30
    author, other = make_user(), make_user()
    rows = [write_event(one, objectives, (author, other, None)) for one in made]
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
    written = set()
    for (at, code, year, begins), (number, standing) in wanted.items():
        months = {"begins_month": begins or month, "standing": standing}
        if (at, code, year, begins or month) not in written:
            make_requirement(objectives[at], code, year, number, **months)
            written.add((at, code, year, begins or month))
    db.session.flush()


def write_event(one, objectives, owners):
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
        host_code=one["host"],
        owner=owners[one["owner"]],
        planned_cost=one["costs"][0],
        actual_cost=one["costs"][1],
        currency=one["costs"][2],
        **fields,
    )
    for row in event.partners:
        row.headcount_planned, row.headcount_actual, row.role = one["nations"][row.nation.code]
    for tick in one["ticks"]:
        make_attendance(event, make_person(), has_attended=tick)
    if one["report"] is not None and one["state"] in EXECUTED_STATES:
        make_report(event, reported_on=event.actual_ends_on + timedelta(days=one["report"]))
    return event
