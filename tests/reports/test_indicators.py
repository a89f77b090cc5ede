"""Computed indicators: each formula beside a plain recount of the rows."""

import re
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from pytest import approx

from planner.choices import (
    AttendanceRole,
    EventState,
    LessonState,
    Marking,
    MediaKind,
    Modality,
    NationTier,
    OutcomeType,
)
from planner.db import db
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.objectives.computed import (
    computed_numbers,
    computed_rows,
    computed_words,
    is_computed,
)
from planner.objectives.readings import read, years_of
from planner.outcomes.models import Lesson, MediaItem
from planner.reference.catalogue import catalogue
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.objective import WrittenPlan
from planner.viewers import NOBODY, acting_as
from planner.web.cells import cell
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_outcome,
    make_own_nation,
    make_person,
    make_user,
)

FIRST, LAST = date(2030, 1, 1), date(2030, 12, 31)
AUTO = [
    part["code"]
    for row in catalogue()["objectives"]
    for part in row["indicators"]
    if part["source"] == "auto"
]
COUNTS = {"O03.1", "O09.1", "O10.1", "O11.2"}
"""Where nothing was held these are 0, which is data; nothing overdue of nothing due is not."""
PEOPLE = {"O02.1", "O04.1", "O04.3"}
"""Their n counts people or places; the rows are the events that tell them."""


@pytest.fixture(autouse=True)
def own_nation():
    make_own_nation()


def computed_values(codes, first, last):
    return {code: one.value for code, one in computed_numbers(codes, first, last).items()}


def value(code, first=FIRST, last=LAST):
    db.session.flush()
    return computed_values([code], first, last)[code]


def held(*partners, on=date(2030, 6, 3), **fields):
    return make_event(
        partners or ("FR",), starts_on=on, **({"state": EventState.EXECUTED} | fields)
    )


def priority(code, tier=NationTier.A):
    return make_nation(code, tier=tier, is_partner=True)


def test_every_automatic_indicator_of_the_catalogue_is_computed_and_explained():
    assert len(AUTO) == 22
    assert all(is_computed(code) and computed_words(code) for code in AUTO)


def test_all_are_asked_in_one_statement(queries):
    db.session.flush()
    with queries() as seen:
        found = computed_values(AUTO, FIRST, LAST)
    assert len(seen) == 1
    assert {code: number for code, number in found.items() if number is not None} == dict.fromkeys(
        COUNTS, 0
    )


def test_who_sees_no_events_has_nothing_counted():
    priority("FR")
    held(modality=Modality.VIRTUAL, actual_cost=10, participants_actual=1)
    db.session.commit()
    with acting_as(db.session, NOBODY):
        found = computed_values(AUTO, FIRST, LAST)
    assert {code for code, number in found.items() if number is not None} == COUNTS
    assert not any(found.values())


def test_priority_partners_met_count_the_twelve_months_to_the_day():
    for code in ("FR", "ID"):
        priority(code)
    priority("NZ", NationTier.C)
    held("FR", on=date(2030, 1, 5), days=1)
    assert value("O01.1") == 50
    assert value("O01.1", last=date(2031, 1, 4)) == 50
    assert value("O01.1", last=date(2031, 1, 5)) == 0
    assert value("O12.1") == 0
    held("NZ", "ID", state=EventState.CLOSED)
    assert (value("O01.1"), value("O12.1")) == (100, 100)


def test_the_longest_silence_is_in_person_and_unknown_while_one_was_never_met():
    assert value("O01.3") is None
    priority("FR")
    priority("ID")
    held("FR", on=date(2030, 3, 1), days=1)
    held("FR", on=date(2030, 9, 1), modality=Modality.VIRTUAL)
    held("ID", on=date(2031, 2, 1))
    assert value("O01.3") is None
    held("ID", on=date(2030, 4, 1), days=1)
    assert value("O01.3") == (LAST - date(2030, 3, 1)).days


def test_travellers_are_the_own_headcount_else_all_who_were_sent():
    kind = ShippedKind.PERSONNEL_EXCHANGE
    sent = {"direction": "outbound"}
    held(kind=kind, details=sent | {"are_prepared": True}, participants_actual=6)
    both = held("AU", "FR", kind=kind, details={"direction": "both"}, participants_actual=40)
    next(part for part in both.partners if part.nation_code == "AU").headcount_actual = 2
    held(kind=kind, details={"direction": "both"}, participants_actual=50)
    held(kind=kind, details={"direction": "inbound"}, participants_actual=50)
    assert value("O02.1") == Decimal(100) * 6 / 8


def test_shares_of_executed_events():
    assert (value("O02.2"), value("O07.2"), value("O12.2")) == (None, None, None)
    events = [
        held(details={"cultural_elements": ["music"], "has_community_part": True}),
        held(details={"cultural_elements": []}, modality=Modality.HYBRID),
        held(details={"has_community_part": False}, kind=ShippedKind.COMMUNITY_OUTREACH),
        held(modality=Modality.VIRTUAL),
    ]
    make_event(details={"cultural_elements": ["food"]}, modality=Modality.VIRTUAL)
    held(on=date(2029, 1, 1), modality=Modality.VIRTUAL)
    n = Decimal(len(events))
    culture = [e for e in events if e.details.get("cultural_elements")]
    afar = [e for e in events if e.modality is not Modality.IN_PERSON]
    assert value("O02.2") == 100 * len(culture) / n == 25
    assert value("O07.2") == 50
    assert value("O12.2") == 100 * len(afar) / n == 50


def test_procedures_count_executed_events_with_a_partner_that_tested_one():
    tested = {"details": {"procedure_tested": "Casualty evacuation"}}
    held(**tested)
    held(**tested, state=EventState.CLOSED)
    held("AU", **tested)
    held(**tested, state=EventState.APPROVED)
    held(details={"procedure_tested": ""})
    adopted = held()
    make_outcome(events=[adopted], kind=OutcomeType.PROCEDURE_ADOPTED)
    assert value("O03.1") == 2


def test_a_yearly_indicator_counts_the_present_year_and_shows_each(client_as):
    plan = adopt_catalogue(
        WrittenPlan(name="P", starts_on=date(2028, 1, 1), ends_on=date(2030, 12, 31))
    )
    (drills,) = (
        one
        for line in plan.lines
        for objective in line.objectives
        for one in objective.indicators
        if one.code == "O09.1"
    )
    relief = {"kind": ShippedKind.JOINT_EXERCISE, "details": {"scenario": "relief"}}
    for day in (date(2028, 3, 1), date(2028, 5, 1), date(2030, 2, 1)):
        held(on=day, days=1, **relief)
    db.session.flush()
    found = read(drills, date(2030, 7, 1))
    assert (found.actual, found.target.value, found.progress, found.n) == (1, 2, 0.5, 1)
    assert found.span == (date(2030, 1, 1), date(2030, 7, 1))
    assert float(found.x) == approx(182 / 365)
    years = years_of(drills, date(2030, 7, 1))
    assert [(one.span[0].year, one.actual) for one in years] == [(2030, 1), (2029, 0), (2028, 2)]


@pytest.fixture
def lived():
    """An office in which every indicator has rows, with several nations, some of them hidden."""
    planner = make_user()
    for code, tier in (("FR", NationTier.A), ("ID", NationTier.A), ("NZ", NationTier.C)):
        priority(code, tier)
    for code, owner in (("FR", planner), ("ID", None), ("NZ", None), ("ID", planner)):
        person = make_person(code)
        years_ago = held(code, on=date(2028, 3, 1), details={"makes_alumni": True})
        for event in (years_ago, *of_every_sort(code)):
            event.owner = owner
            make_attendance(event, person, role=AttendanceRole.STUDENT, has_attended=True)
        hang_on(event)
    hidden = held("FR", details={"procedure_tested": "x"}, marking=Marking.OFFICIAL_SENSITIVE)
    hang_on(hidden)
    graduate = make_person("FR")
    course = held("FR", on=date(2028, 5, 1), details={"makes_alumni": True})
    for person in (graduate, make_person("AU"), make_person("ID")):
        make_attendance(course, person, role=AttendanceRole.STUDENT, has_attended=True)
    db.session.commit()
    return planner


def of_every_sort(code):
    """Return executed events that give each indicator of events something to count."""
    course = {"kind": ShippedKind.EDUCATION_TRAINING, "participants_actual": 7}
    details = {
        "procedure_tested": "Radio", "cultural_elements": ["music"], "has_community_part": True,
        "announced_on": "2030-05-01", "troops": 14_000, "observers_invited": True,
        "scenario": "relief", "exercise_type": "cyber",
    }  # fmt: skip
    places = {"places_offered": 9, "places_filled": 6, "direction": "outbound"}
    talks = {"kind": ShippedKind.DIALOGUE_CONFERENCE, "baseline_starts_on": date(2030, 6, 3)}
    return (
        held(code, details=details, modality=Modality.VIRTUAL),
        held(code, details=details | {"announced_on": "2030-05-09"}),
        held(code, details=places | {"are_prepared": True}, host_code="AU", **course),
        held(code, details=places, host_code=code, **course),
        held(code, "JP", actual_cost=Decimal(90), currency="EUR", participants_actual=3),
        held(code, **talks),
    )


def hang_on(event):
    """Hang a late promise, a lesson and three media items on an event."""
    make_follow_up(event, due_on=date(2030, 7, 1))
    lesson = {"what": "x", "state": LessonState.IDENTIFIED, "identified_on": date(2030, 2, 1)}
    db.session.add(Lesson(event=event, **lesson))
    for tone in (1, 1, -1):
        item = {"kind": MediaKind.BROADCAST, "title": "x", "published_on": date(2030, 6, 9)}
        db.session.add(MediaItem(event=event, tone=tone, **item))


VIEWERS = (
    ("approver", None, Marking.OFFICIAL_SENSITIVE, len(AUTO)),
    ("country_desk", ["FR"], Marking.PUBLIC, len(AUTO) - 1),
    ("planner", ["ID"], Marking.PUBLIC, len(AUTO) - 2),
    ("viewer", None, Marking.OFFICIAL, len(AUTO) - 1),
    ("administrator", None, Marking.OFFICIAL, 0),
)
"""Role, nations, ceiling, and how many indicators have rows for such a one."""


@pytest.mark.parametrize(("role", "nations", "ceiling", "expected"), VIEWERS)
def test_each_viewer_opens_as_many_rows_as_n_says(
    app, client_as, lived, role, nations, ceiling, expected
):
    client = client_as(role, nations, ceiling)
    with acting_as(db.session, client.user.as_viewer):
        found = computed_numbers(AUTO, FIRST, LAST)
    counted = 0
    for code, one in found.items():
        if one.n is None:
            assert (one.value, "may not see" in cell(one.why_none)) == (None, True), code
            continue
        with app.test_request_context():
            page = client.get(computed_rows(code, FIRST, LAST))
        rows = re.search(r" in (\d+) events?$", cell(one.n_words) if one.n_words else "")
        assert shown(page) == (int(rows[1]) if rows else one.n), code
        assert bool(one.n_words) == (code in PEOPLE), code
        counted += one.n > 0
    assert counted == expected


def shown(page):
    """Return the number of rows on the page that a number opens."""
    assert page.status == 200
    if found := re.search(r"<b data-number>(\d+)</b>", page.html):
        return int(found[1])
    assert "Names are shown" not in page.text
    return len({link for link in page.links if re.fullmatch(r"/events/\d+", link)})


def test_who_may_see_no_people_reads_why_there_is_no_number(client_as, lived):
    plan = adopt_catalogue(
        WrittenPlan(name="P", starts_on=date(2020, 1, 1), ends_on=date(2039, 12, 31))
    )
    (alumni,) = (
        each
        for line in plan.lines
        for one in line.objectives
        for each in one.indicators
        if each.code == "O05.1"
    )
    why = "It is counted from people, whom your role may not see"
    viewer, desk = client_as("viewer"), client_as("country_desk")
    for address in (f"/objectives/{alumni.objective_id}", f"/objectives/indicators/{alumni.id}"):
        page = viewer.get(address)
        assert why in page.text
        assert "indicator-O05.1" not in page.html
        page = desk.get(address)
        assert why not in page.text
        assert "indicator-O05.1" in page.html


def test_names_of_the_events_of_others_are_told_by_no_indicator(client_as, lived):
    page = client_as("planner").get("/reports/rows?of=indicator-O05.1&period=2030")
    assert not re.search(r"/people/\d+", page.html)
    own = client_as("planner", user=lived).get("/reports/rows?of=indicator-O05.1&period=2030")
    assert len(re.findall(r'href="/people/\d+"', own.html)) == 2


def test_nothing_overdue_of_nothing_due_is_no_success():
    assert value("O05.3") is None
    make_follow_up(held(), due_on=date(2030, 1, 1), state="done", closed_on=date(2030, 1, 1))
    assert value("O05.3") == 0


def test_lessons_are_counted_once_their_180_days_are_over():
    event = held()
    rows = [
        (date(2030, 1, 10), LessonState.VALIDATED, date(2030, 3, 1)),
        (date(2030, 1, 10), LessonState.VALIDATED, date(2030, 9, 1)),
        (date(2030, 1, 10), LessonState.IDENTIFIED, None),
        (date(2030, 1, 10), LessonState.OBSERVED, None),
        (date(2030, 11, 1), LessonState.VALIDATED, date(2030, 11, 2)),
    ]
    assert value("O03.2") is None
    for begun, state, closed in rows:
        lesson = Lesson(event=event, what="x", state=state, identified_on=begun, closed_on=closed)
        db.session.add(lesson)
    due = [
        (state, begun, closed)
        for begun, state, closed in rows
        if begun + timedelta(180) <= LAST and state != LessonState.OBSERVED
    ]
    good = [x for x in due if x[0] == LessonState.VALIDATED and x[2] - x[1] <= timedelta(180)]
    assert value("O03.2") == Decimal(100) * len(good) / len(due)


def test_places_filled_and_received_for_each_one_given():
    course = ShippedKind.EDUCATION_TRAINING
    details = [{"places_offered": 10, "places_filled": 9}, {"places_offered": 30}, {}]
    assert value("O04.1") is None
    for host, each in zip(("FR", "AU", None), details, strict=True):
        if host:
            make_nation(host)
        held(kind=course, host_code=host, details=each, participants_actual=12)
    held(kind=course, host_code="AU", details={"places_offered": 5, "places_filled": 0})
    assert value("O04.1") == Decimal(100) * 9 / 15
    assert value("O04.3") == Decimal(9) / 12


def test_alumni_are_partners_people_who_learned_and_came_again():
    course = held(on=date(2028, 1, 1), details={"makes_alumni": True})
    talks = held(on=date(2030, 5, 1))
    people = [make_person("FR"), make_person("FR"), make_person("AU")]
    for person in people:
        make_attendance(course, person, role=AttendanceRole.STUDENT, has_attended=True)
        make_attendance(talks, person, has_attended=person is not people[1])
    teacher = make_person("FR")
    make_attendance(course, teacher, role=AttendanceRole.INSTRUCTOR, has_attended=True)
    assert value("O05.1") == 50
    assert value("O05.1", last=date(2028, 6, 1)) is None


def test_follow_ups_are_overdue_by_the_day_asked_for():
    event, owner = held(), make_user()
    make_follow_up(event, owner, due_on=date(2030, 3, 1))
    make_follow_up(event, owner, due_on=LAST)
    make_follow_up(event, owner, due_on=date(2030, 3, 1), state="done", closed_on=date(2030, 5, 1))
    assert value("O05.3") == 1
    assert value("O05.3", last=date(2030, 4, 1)) == 2


@pytest.mark.parametrize("notices", [[10], [40, 2], [7, 50, -1], [5, 5, 8, 20], []])
def test_announcements_and_their_median_notice(notices):
    day = date(2030, 6, 3)
    for notice in notices:
        held(details={"announced_on": (day - timedelta(notice)).isoformat()})
    held(details={})
    held(kind=ShippedKind.OFFICIAL_VISIT, details={"announced_on": "2020-01-01"})
    before = [notice for notice in notices if notice > 0]
    assert value("O06.1") == Decimal(100) * len(before) / (len(notices) + 1)
    assert value("O06.3") == (Decimal(str(median(notices))) if notices else None)


def test_observers_are_asked_for_from_a_size_on():
    held(details={"troops": 12_999, "observers_invited": True})
    assert value("O06.2") is None
    held(details={"troops": 13_000, "observers_invited": True})
    held(details={"tanks": 300})
    assert value("O06.2") == 50


def test_tone_needs_three_stories():
    event = held()
    for tone in (1, 2, -1):
        assert value("O07.1") is None
        item = MediaItem(event=event, kind=MediaKind.OTHER, title="x", published_on=LAST, tone=tone)
        db.session.add(item)
        db.session.flush()
    assert value("O07.1") == Decimal(2) / 3


def test_talks_held_of_those_planned():
    talks = {"kind": ShippedKind.DIALOGUE_CONFERENCE, "baseline_starts_on": date(2030, 6, 3)}
    assert value("O08.1") is None
    held(**talks)
    make_event(**talks, state=EventState.CANCELLED)
    held(kind=ShippedKind.DIALOGUE_CONFERENCE)
    assert value("O08.1") == 50


def test_plain_counts_of_events():
    held(details={"scenario": "relief", "exercise_type": "cyber"})
    held("AU", details={"scenario": "relief"})
    held("FR", "ID", kind=ShippedKind.TECHNOLOGY_COOPERATION)
    held("AU", "FR", "ID")
    assert (value("O09.1"), value("O10.1"), value("O11.2")) == (1, 2, 2)


def test_a_participant_day_has_a_cost_in_one_currency_only():
    assert value("O12.3") is None
    held(days=3, participants_actual=10, actual_cost=Decimal(900), currency="USD")
    held(days=2, participants_planned=5, actual_cost=Decimal("99.50"), currency="USD")
    held(days=2, actual_cost=Decimal(7), currency="EUR")
    held(participants_actual=7, planned_cost=Decimal(7), currency="EUR")
    assert value("O12.3") == Decimal("999.50") / 40
    held(participants_actual=1, actual_cost=Decimal(1), currency="EUR")
    assert value("O12.3") is None


def test_the_plan_costs_the_same_however_many_events_there_are(client_as, queries):
    adopt_catalogue(
        WrittenPlan(name="Plan", starts_on=date(2020, 1, 1), ends_on=date(2039, 12, 31))
    )
    client, costs = client_as("viewer"), []
    for number in (1, 20):
        for _turn in range(number):
            held(on=date(2025, 1, 1), modality=Modality.VIRTUAL)
        db.session.commit()
        with queries() as seen:
            page = client.get("/objectives/")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 26
    assert "1 of 3 measured" in page.text


def test_an_indicator_says_how_it_is_counted(client_as):
    plan = adopt_catalogue(
        WrittenPlan(name="Plan", starts_on=date(2020, 1, 1), ends_on=date(2039, 12, 31))
    )
    indicators = [each for line in plan.lines for one in line.objectives for each in one.indicators]
    virtual = next(each for each in indicators if each.code == "O12.2")
    held(on=date(2025, 1, 1), modality=Modality.VIRTUAL)
    page = client_as("viewer").get(f"/objectives/indicators/{virtual.id}")
    assert "How it is counted: Executed events held virtually" in page.text
    assert "100" in page.text
