"""Indicators beside a recomputation from their rows alone: random offices, every formula."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from planner.choices import (
    Aggregation,
    AttendanceRole,
    Direction,
    EventState,
    IndicatorSource,
    LessonState,
    MeasuredAs,
    MediaKind,
    Modality,
    NationTier,
    PartnerRole,
)
from planner.db import db
from planner.objectives.models import IndicatorTarget
from planner.office.queries import office as settings_of_office
from planner.outcomes.models import Lesson, MediaItem
from planner.reference.shipped_kinds import ShippedKind
from planner.reports.indicators.formula import FORMULAS
from planner.reports.measures.scope import Scope
from planner.reports.periods import FREE, ReportPeriod
from planner.reports.plain.compared_indicators import computed, scorecard
from planner.reports.plain.faults import READER
from planner.reports.plain.indicators import COUNTED
from planner.reports.plain.readings import read
from planner.reports.plain.rows import PlainRows
from planner.viewers import acting_as
from planner.years import YearStyle
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_indicator,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_user,
    make_values,
)

CODES = ("FR", "ID", "NZ", "JP")
KINDS = (
    *(ShippedKind.JOINT_EXERCISE, ShippedKind.EDUCATION_TRAINING, ShippedKind.PERSONNEL_EXCHANGE),
    *(ShippedKind.DIALOGUE_CONFERENCE, ShippedKind.COMMUNITY_OUTREACH),
)
FIRST = date(2028, 1, 1)


@pytest.fixture(params=range(4))
def random(request):
    return Random(request.param)


def day(random, first=FIRST, days=1100):
    return first + timedelta(days=random.randrange(days))


def some(random, make):
    """Return a value, or nothing as often as not."""
    return make() if random.random() < 0.6 else None


def details_of(random):
    """Return fields of kinds, each there or not."""
    known = {
        "procedure_tested": lambda: "Radio",
        "cultural_elements": lambda: random.choice([[], ["music"]]),
        "has_community_part": lambda: random.random() < 0.5,
        "announced_on": lambda: day(random).isoformat(),
        "troops": lambda: random.choice([12_999, 13_000]),
        "tanks": lambda: random.choice([299, 300]),
        "observers_invited": lambda: random.random() < 0.5,
        "scenario": lambda: random.choice(["relief", "evacuation"]),
        "exercise_type": lambda: random.choice(["cyber", "field"]),
        "makes_alumni": lambda: random.random() < 0.8,
        "direction": lambda: random.choice(["outbound", "inbound", "both"]),
        "are_prepared": lambda: random.random() < 0.5,
        "places_offered": lambda: random.randrange(10),
        "places_filled": lambda: random.randrange(8),
    }
    return {name: make() for name, make in known.items() if random.random() < 0.6}


def one_event(random, people):
    """Make an event with whatever may hang on one."""
    took_part = random.sample(("AU", *CODES), random.randrange(1, 4))
    event = make_event(
        took_part, starts_on=day(random), days=random.randrange(1, 9),
        state=random.choice([EventState.EXECUTED, EventState.CLOSED, EventState.APPROVED]),
        kind=random.choice(KINDS), modality=random.choice(list(Modality)),
        date_precision=random.choice(["day", "day", "month"]),
        host_code=some(random, lambda: random.choice(took_part)),
        participants_actual=some(random, lambda: random.randrange(30)),
        participants_planned=some(random, lambda: random.randrange(30)),
        actual_cost=some(random, lambda: Decimal(random.randrange(9000)) / 100),
        currency="EUR", details=details_of(random),
        baseline_starts_on=some(random, lambda: day(random)),
    )  # fmt: skip
    for one in event.partners:
        one.headcount_actual = some(random, lambda: random.randrange(9))
        one.role = random.choice([*PartnerRole, PartnerRole.INVITED])
    for person in random.sample(people, 3):
        role = random.choice([AttendanceRole.STUDENT, AttendanceRole.STUDENT, *AttendanceRole])
        make_attendance(event, person, role=role, has_attended=random.random() < 0.8)
    hang_on(random, event)
    if random.random() < 0.1:
        event.discarded_at = event.created_at
    return event


def hang_on(random, event):
    """Hang promises, lessons and media on an event."""
    owner = make_user()
    due = day(random)
    closed = some(random, lambda: due + timedelta(days=random.randrange(-20, 400)))
    state = "done" if closed else random.choice(["open", "in_hand"])
    make_follow_up(event, owner, due_on=due, state=state, closed_on=closed)
    found = day(random)
    state = random.choice(list(LessonState))
    gone = timedelta(days=random.choice([20, 180, 181]))
    ended = found + gone if state is LessonState.VALIDATED else None
    lesson = {"what": "x", "state": state, "identified_on": found, "closed_on": ended}
    db.session.add(Lesson(event=event, **lesson))
    item = {"kind": MediaKind.BROADCAST, "title": "x", "published_on": day(random)}
    db.session.add(MediaItem(event=event, tone=random.randrange(-2, 3), **item))


def random_office(random):
    """Make an office in which every formula has something to count."""
    make_own_nation("AU")
    for code, tier in zip(CODES, "ACAC", strict=True):
        make_nation(code, is_partner=True, tier=NationTier(tier))
    people = [make_person(random.choice(("AU", *CODES))) for _ in range(8)]
    for _ in range(110):
        one_event(random, people)
    db.session.commit()


def scope_of(first, last, style=None):
    period = ReportPeriod(first, last, FREE, style or YearStyle())
    return Scope(period, last)


def rows_now():
    return PlainRows(db.session.connection())


def test_every_computed_indicator_has_a_recomputation():
    assert COUNTED.keys() == FORMULAS.keys()


def test_every_formula_counts_what_its_rows_say(app, random):
    random_office(random)
    told = set()
    rows = rows_now()
    with acting_as(db.session, READER):
        for _ in range(8):
            first = day(random, days=600)
            scope = scope_of(first, first + timedelta(days=random.randrange(20, 500)))
            assert list(computed(rows, scope)) == []
            ends = (scope.period.first, scope.period.last)
            told |= {code for code, formula in COUNTED.items() if formula(rows, *ends)}
    assert len(told) >= len(COUNTED) - 2, COUNTED.keys() - told


def typed(random, objective):
    """Make an indicator whose values are typed, of any sort, with targets of several periods."""
    direction = random.choice(list(Direction))
    measured_as = random.choice([MeasuredAs.NUMBER, MeasuredAs.PERCENTAGE])
    made = make_indicator(
        objective, direction=direction, measured_as=measured_as,
        aggregation=random.choice(list(Aggregation)),
        baseline=some(random, lambda: Decimal(random.randrange(5))),
        is_yearly=random.random() < 0.4, value_weight=Decimal(random.randrange(4)),
        parted_by=random.choice([[], ["sex"]]) if measured_as is MeasuredAs.NUMBER else [],
    )  # fmt: skip
    days = sorted({day(random, days=800) for _ in range(random.randrange(3))})
    made.targets = [
        IndicatorTarget(
            starts_on=first,
            ends_on=first + timedelta(days=random.randrange(10, 700)),
            value=Decimal(random.randrange(5)),
        )
        for first in days
    ]
    make_values(made, [(day(random), random.randrange(3, 60)) for _ in range(random.randrange(7))])
    for one in made.updates:
        if measured_as is MeasuredAs.PERCENTAGE:
            one.numerator, one.denominator = Decimal(random.randrange(3, 9)), Decimal(9)
            one.value = (100 * one.numerator / one.denominator).quantize(Decimal("0.0001"))
        if random.random() < 0.2:
            one.verified_by, one.verified_at = None, None
    return made


def random_plan(random):
    """Make objectives of a plan with indicators, typed and computed."""
    first = make_objective(code="P1")
    first.line.plan.starts_on, first.line.plan.ends_on = FIRST, date(2031, 12, 31)
    for objective in (first, make_objective(line=first.line, code="P2")):
        for _ in range(6):
            typed(random, objective)
        counted = make_indicator(
            objective, code="O02.2", source=IndicatorSource.AUTO, baseline=Decimal(0)
        )
        counted.targets = [
            IndicatorTarget(starts_on=FIRST, ends_on=date(2031, 12, 31), value=Decimal(60))
        ]
    db.session.commit()
    return first


@pytest.mark.parametrize("month", [1, 7])
def test_the_scorecard_tells_what_its_rows_say(app, random, month):
    settings_of_office().year_month = month
    random_office(random)
    random_plan(random)
    rows = rows_now()
    with acting_as(db.session, READER):
        for _ in range(8):
            last = day(random)
            scope = scope_of(last - timedelta(days=300), last, YearStyle(month))
            assert list(scorecard(rows, scope)) == []


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("value", Decimal(999), "M20 value of"),
        ("starts_on", date(2029, 1, 1), "M21 expected of"),
        ("wanted", Decimal(999), "M20 target of"),
    ],
)
def test_what_goes_into_a_light_is_taken_from_the_rows(app, name, wrong, said):
    """A row that changed unseen by the report is named, where the formula alone would agree."""
    objective = make_objective(code="P1")
    objective.line.plan.starts_on, objective.line.plan.ends_on = FIRST, date(2031, 12, 31)
    made = make_indicator(objective, baseline=Decimal(0))
    made.targets = [IndicatorTarget(starts_on=FIRST, ends_on=date(2031, 12, 31), value=Decimal(60))]
    make_values(made, [(date(2029, 3, 1), 30)])
    db.session.commit()
    rows = rows_now()
    if name == "value":
        rows["indicator_update"][0]["value"] = wrong
    elif name == "wanted":
        rows["indicator_target"][0]["value"] = wrong
    else:
        rows["indicator_target"][0]["starts_on"] = wrong
    with acting_as(db.session, READER):
        found = list(scorecard(rows, scope_of(FIRST, date(2029, 12, 31))))
    assert found and found[0].figure.startswith(said)
    reading = read(rows, rows["indicator"][0], date(2029, 12, 31), 1)
    assert reading.p is not None
