"""Days at the edge of a month, a window or an entry, and who is told which entry."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.entries import entries, status
from planner.calendars.entry_days import moments_of, span_of, whole_period
from planner.calendars.entry_words import Facts, Wording
from planner.calendars.month_days import EventOnDay
from planner.calendars.month_precision import imprecise, may_touch, number_imprecise
from planner.calendars.month_queries import MonthEvent, shown_between
from planner.calendars.months import MOST_A_DAY, agenda, chips_by_day, day_of, number_by_day
from planner.calendars.rendering import Rendering, batches, next_number
from planner.calendars.span_queries import Span, spans_between
from planner.calendars.windows import month_start, window
from planner.choices import DatePrecision, EventState, Marking
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import Event
from tests.factories import NOW, make_event

PURE = pytest.mark.no_database
DAY = timedelta(days=1)
FIRST, LAST = date(2030, 4, 1), date(2030, 4, 30)
TODAY = date(2030, 4, 10)
EXACT, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR
LATER = NOW + timedelta(seconds=5)


@PURE
def test_a_window_is_of_whole_months_and_moves_with_the_month():
    for day in (date(2030, 4, 1), date(2030, 4, 30)):
        found = window(day, 1, 2)
        assert (found.first, found.last) == (date(2030, 3, 1), date(2030, 6, 30))
    found = window(date(2030, 1, 31), 1, 0)
    assert (found.first, found.last) == (date(2029, 12, 1), date(2030, 1, 31))
    assert window(date(2030, 12, 1), 0, 0).last == date(2030, 12, 31)
    assert [month_start(date(2030, 12, 5), n) for n in (-12, 0, 1, 13)] == [
        date(2029, 12, 1), date(2030, 12, 1), date(2031, 1, 1), date(2032, 1, 1),
    ]  # fmt: skip


def edge_events(**fields):
    """Make events that end before, touch and begin after April 2030, a day each beside it."""
    for first, days in ((FIRST - DAY, 1), (FIRST - DAY, 2), (LAST, 2), (LAST + DAY, 1)):
        make_event(title=f"{first:%d}-{days}", starts_on=first, days=days, **fields)


def test_a_window_holds_what_lies_in_it_in_part_by_the_actual_days():
    edge_events()
    moved = {"state": EventState.CLOSED, "starts_on": FIRST, "days": 1}
    for first, title in ((FIRST - DAY, "moved out"), (LAST, "moved in")):
        make_event(title=title, actual_starts_on=first, actual_ends_on=first, **moved)
    found = db.session.scalars(db.select(Event.title).where(window(TODAY, 0, 0).condition)).all()
    assert sorted(found) == ["30-2", "31-2", "moved in"]


def test_a_page_holds_what_touches_its_days_and_counts_the_same():
    edge_events()
    edge_events(date_precision=MONTH)
    make_event(title="that year", starts_on=date(2030, 1, 1), days=365, date_precision=YEAR)
    make_event(title="last year", starts_on=date(2029, 1, 1), days=365, date_precision=YEAR)
    make_event(title="next year", starts_on=date(2031, 1, 1), days=365, date_precision=YEAR)
    wanted = EventFilter.from_query("")
    shown = shown_between(wanted, FIRST, LAST, TODAY, 10)
    assert sorted(one.title for one in shown if one.precision is EXACT) == ["30-2", "31-2"]
    assert [one.title for one in shown if one.precision is YEAR] == ["that year"]
    spans = spans_between(wanted, FIRST, LAST, TODAY)
    exact = {(one.first, one.last): one.number for one in spans if one.precision is EXACT}
    assert exact == {(FIRST, FIRST): 1, (LAST, LAST): 1}
    assert number_imprecise(spans, FIRST) == 3


def test_of_one_day_a_page_takes_so_many_in_the_order_of_a_diary():
    for title, start in (("c", time(9)), ("a", None), ("b", time(8)), ("d", time(10))):
        end = time(23) if start else None
        make_event(title=title, starts_on=FIRST, days=1, start_time=start, end_time=end)
    make_event(title="before", starts_on=FIRST - 3 * DAY, days=9)
    wanted = EventFilter.from_query("")
    found = [
        [one.title for one in shown_between(wanted, FIRST, LAST, TODAY, most)] for most in (9, 2)
    ]
    assert found == [["before", "a", "b", "c", "d"], ["before", "a"]]


def month_event(first=TODAY, last=None, precision=EXACT, **fields):
    known = {"state": EventState.APPROVED, "start_time": None, "end_time": None, "zone": "UTC"}
    known |= {"id": 1, "title": "T", "kind": "talks", "marking": Marking.PUBLIC} | fields
    return MonthEvent(precision=precision, first=first, last=last or first, **known)


@PURE
def test_an_event_has_a_chip_on_each_of_its_days_within_the_page():
    over = [month_event(FIRST - DAY, FIRST + DAY), month_event(LAST, LAST + DAY)]
    vague = month_event(FIRST, LAST, MONTH)
    found = chips_by_day([*over, vague], FIRST, LAST)
    assert {day: len(chips) for day, chips in found.items()} == {FIRST: 1, FIRST + DAY: 1, LAST: 1}
    one = number_by_day([Span(EXACT, FIRST, FIRST + DAY, 2), Span(MONTH, FIRST, LAST, 9)])
    assert one == {FIRST: 2, FIRST + DAY: 2}
    assert number_by_day([Span(EXACT, FIRST, LAST, 2)], begins_only=True) == {FIRST: 2}
    days = agenda([*over, vague], [Span(EXACT, FIRST, FIRST + DAY, 7)], FIRST, TODAY)
    assert [(day.day, len(day.chips), day.more) for day in days] == [(FIRST, 1, 6), (LAST, 1, -1)]


@PURE
def test_a_day_shows_its_first_few_and_says_how_many_more():
    chips = [EventOnDay(month_event(), TODAY)] * (MOST_A_DAY + 1)
    found = day_of(TODAY, FIRST, chips, MOST_A_DAY + 3, TODAY)
    assert (len(found.chips), found.more, found.css) == (MOST_A_DAY, 3, "day is-today")
    saturday, friday = date(2030, 4, 6), date(2030, 4, 5)
    assert day_of(saturday, FIRST, [], 0, TODAY).css == "day is-weekend is-empty"
    assert day_of(saturday + DAY, FIRST, [], 1, TODAY).css == "day is-weekend"
    assert day_of(friday, FIRST, [], 1, TODAY).css == "day"
    assert day_of(FIRST - DAY, FIRST, [], 1, TODAY).css == "day is-outside is-weekend"
    assert day_of(date(2031, 4, 1), FIRST, [], 1, TODAY).css == "day is-outside"


@PURE
def test_a_chip_tells_the_time_on_its_first_day_and_that_it_goes_on_after_it():
    event = month_event(TODAY, TODAY + DAY, start_time=time(14, 30), zone="Europe/Berlin")
    first, second = EventOnDay(event, TODAY), EventOnDay(event, TODAY + DAY)
    assert (first.time, second.time) == ("14:30 CEST", "")
    assert EventOnDay(month_event(), TODAY).time == ""
    assert EventOnDay(month_event(start_time=time(0)), TODAY).time == "00:00 UTC"
    assert (first.css, second.css) == ("chip-event", "chip-event goes-on")
    for state, css in (
        (EventState.CANCELLED, "is-cancelled"),
        (EventState.PLANNED, "is-tentative"),
    ):
        assert EventOnDay(month_event(state=state), TODAY).css == f"chip-event {css}"


@PURE
@pytest.mark.parametrize(
    ("first", "last", "precision", "touches"),
    [
        (date(2030, 4, 1), date(2030, 4, 30), MONTH, True),
        (date(2030, 3, 1), date(2030, 4, 30), MONTH, True),
        (date(2030, 4, 1), date(2030, 5, 31), MONTH, True),
        (date(2030, 3, 1), date(2030, 3, 31), MONTH, False),
        (date(2030, 5, 1), date(2030, 5, 31), MONTH, False),
        (date(2030, 1, 1), date(2030, 12, 31), YEAR, True),
        (date(2029, 1, 1), date(2030, 12, 31), YEAR, True),
        (date(2029, 1, 1), date(2029, 12, 31), YEAR, False),
        (date(2031, 1, 1), date(2031, 12, 31), YEAR, False),
    ],
)
def test_a_month_or_year_might_lie_in_the_month_when_it_has_a_day_of_it(
    first, last, precision, touches
):
    event = month_event(first, last, precision)
    assert may_touch(event, FIRST) is touches
    assert imprecise([event, month_event()], FIRST) == [event] * touches


@PURE
@pytest.mark.parametrize("state", EventState)
def test_where_an_event_stands_is_one_of_three_words(state):
    tentative = {EventState.CONCEPT, EventState.PLANNED, EventState.COORDINATED}
    word = "TENTATIVE" if state in tentative | {EventState.POSTPONED} else "CONFIRMED"
    word = "CANCELLED" if state is EventState.CANCELLED else word
    assert status(Event(state=state)) == word
    assert status(Event(state=state, discarded_at=NOW)) == "CANCELLED"


def timed(start, end, zone="UTC", **fields):
    """Return an event of 4 February 2030 with times."""
    fields = {"starts_on": date(2030, 2, 4), "ends_on": date(2030, 2, 4)} | fields
    return Event(start_time=start, end_time=end, zone=zone, date_precision=EXACT, **fields)


@PURE
def test_times_make_moments_when_both_are_there_in_order_and_under_a_day():
    day = date(2030, 2, 4)
    assert moments_of(timed(time(9), time(10)), day, day) == (
        datetime(2030, 2, 4, 9, tzinfo=UTC), datetime(2030, 2, 4, 10, tzinfo=UTC),
    )  # fmt: skip
    for start, end in ((time(9), None), (None, time(9)), (time(9), time(9)), (time(9), time(8))):
        assert moments_of(timed(start, end), day, day) is None
    assert moments_of(timed(time(9), time(8, 59)), day, day + DAY) is not None
    assert moments_of(timed(time(9), time(9)), day, day + DAY) is None
    assert moments_of(timed(time(0), time(0, 1)), day, day)[0].hour == 0
    berlin = moments_of(timed(time(0, 30), time(1), "Europe/Berlin"), day, day)
    assert berlin[0] == datetime(2030, 2, 3, 23, 30, tzinfo=UTC)


@PURE
def test_an_entry_spans_the_actual_days_else_the_planned_and_whole_months_or_years():
    event = timed(None, None)
    assert span_of(event) == (date(2030, 2, 4), date(2030, 2, 4))
    event.actual_starts_on, event.actual_ends_on = date(2030, 2, 5), date(2030, 2, 7)
    assert span_of(event) == (date(2030, 2, 5), date(2030, 2, 7))
    assert span_of(Event(date_precision=EXACT)) is None
    day = date(2028, 2, 10)
    assert whole_period(day, day, MONTH) == (date(2028, 2, 1), date(2028, 2, 29))
    assert whole_period(day, day, YEAR) == (date(2028, 1, 1), date(2028, 12, 31))
    later = date(2029, 4, 3)
    assert whole_period(day, later, YEAR) == (date(2028, 1, 1), date(2029, 12, 31))
    assert whole_period(day, later, MONTH) == (date(2028, 2, 1), date(2029, 4, 30))


@pytest.mark.parametrize("marking", Marking)
def test_above_official_the_other_audiences_are_told_the_time_or_the_title_and_no_more(
    app, marking
):
    link = {"meeting_link": "https://meet.example"}
    event = make_event(title="Talks", marking=marking, state=EventState.PLANNED, details=link)
    wording = Wording("en", str, "https://rapport.example")
    facts = Facts(event, [("Paris", "FR")], ["FR"], ["O1"], "Series")
    with app.test_request_context():
        found = entries(facts, wording)
    full = found[Audience.FULL]
    assert (full.summary, full.status, full.location) == ("Talks", "TENTATIVE", "Paris, FR")
    assert full.conference and "Series" in full.categories and "O1" in full.description
    assert is_sensitive(marking) is (marking > Marking.OFFICIAL)
    assert set(found) == (set(Audience) if marking > Marking.OFFICIAL else {Audience.FULL})
    for audience, summary in ((Audience.TITLE, "Talks"), (Audience.BUSY, "Busy")):
        if told := found.get(audience):
            assert (told.summary, told.location, told.conference) == (summary, "", "")
            assert (told.status, told.categories) == ("CONFIRMED", ())
            assert not any(word in told.description for word in ("Paris", "FR", "O1", "meet"))
            assert bool(told.url) is bool(told.description) is (audience is Audience.TITLE)


@PURE
def test_a_revision_rises_above_those_of_every_audience_and_never_in_the_past():
    def old(sequence, moment, setting="busy"):
        return SimpleNamespace(sequence=sequence, modified_at=moment, setting=setting, digest="")

    def told(audience, is_told=True, setting="busy"):
        return Rendering(1, audience, setting, is_told, b"x")

    busy = told(Audience.BUSY)
    assert next_number(busy, {}, NOW) == (0, NOW)
    before = {Audience.BUSY: old(2, NOW), Audience.FULL: old(5, NOW + DAY)}
    assert next_number(busy, before, NOW) == (6, NOW + DAY + timedelta(seconds=1))
    assert next_number(busy, {Audience.BUSY: old(2, NOW)}, LATER) == (3, LATER)
    assert next_number(busy, {Audience.BUSY: old(2, NOW)}, NOW) == (3, NOW + timedelta(seconds=1))
    untold = told(Audience.FULL, is_told=False)
    assert next_number(untold, before, LATER) == (5, NOW + DAY), "nobody is told: it keeps its own"
    assert next_number(told(Audience.FULL, False, "all"), before, LATER)[0] == 6
    assert next_number(told(Audience.TITLE, False), before, LATER)[0] == 6


@PURE
def test_an_entry_differs_by_what_it_tells_or_by_its_setting_and_nothing_is_no_news():
    def differs(body, kept=None, setting="busy"):
        one = Rendering(1, Audience.BUSY, setting, True, body)
        return one.differs({1: {Audience.BUSY: kept}} if kept else {})

    same = Rendering(1, Audience.BUSY, "busy", True, b"x")
    kept = SimpleNamespace(digest=same.digest, setting="busy")
    assert [differs(b"x"), differs(b"")] == [True, False]
    assert [differs(b"x", kept), differs(b"y", kept), differs(b"", kept)] == [False, True, True]
    assert differs(b"x", kept, setting="title")
    assert [list(some) for some in batches(list(range(501)))] == [list(range(500)), [500]]
    assert list(batches([])) == []
