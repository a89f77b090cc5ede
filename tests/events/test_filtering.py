"""The list's filter: what a URL means, and back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from planner.choices import DatePrecision, EventState, Marking
from planner.db import db
from planner.events.list.filtering import FLAGS, PARAMETERS, EventFilter
from planner.events.list.orders import SORTS
from planner.events.list.queries import event_page, filtered, total_of
from planner.events.measure_registry import MEASURES
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import make_event, make_objective, make_own_nation, make_programme, make_user

TODAY = date(2030, 3, 1)


def titles(query):
    db.session.commit()
    statement = filtered(EventFilter.from_query(query), TODAY)
    return sorted(event.title for event in db.session.scalars(statement))


VALUES = {
    "q": st.text(max_size=20),
    "kind": st.sampled_from([*ShippedKind, "nonsense"]),
    "state": st.sampled_from([*EventState, ""]),
    "nation": st.sampled_from(["FR", "id", "XXX", "é"]),
    "objective": st.integers(-5, 10**12).map(str),
    "programme": st.integers(0, 10**10).map(str) | st.text(max_size=5),
    "owner": st.integers(1, 9).map(str),
    "from": st.dates().map(str) | st.text(max_size=12),
    "to": st.dates().map(str),
    "marking": st.sampled_from(["0", "1", "2", "3", "x"]),
    "releasable": st.sampled_from(["FR", "id", "XXX"]),
    "for": st.sampled_from(["FR", "au", "é"]),
    "reason": st.sampled_from(["weather", "other", "nonsense"]),
    "risk": st.sampled_from(["weather", "funding", "é"]),
    "theme": st.sampled_from(["openness", "XXX"]),
    "topic": st.sampled_from(["cyber", "intelligence", ""]),
    "flag": st.sampled_from([*FLAGS, "no-such"]),
    "measure": st.sampled_from([*MEASURES, "magic"]),
    "selected": st.just("1"),
    "id": st.integers(0, 10**11).map(str),
}
PAIRS = st.lists(
    st.sampled_from(PARAMETERS).flatmap(lambda name: st.tuples(st.just(name), VALUES[name])),
    max_size=12,
)


@settings(max_examples=200)
@given(pairs=PAIRS)
def test_any_url_becomes_a_filter_that_survives_and_can_be_asked(database, pairs):
    wanted = EventFilter.from_args(MultiDict(pairs))
    again = EventFilter.from_query(wanted.to_query())
    assert again == wanted
    assert again.to_query() == wanted.to_query()
    assert {problem for problem in again.problems if "left out" in problem} == set()
    event_page(wanted, TODAY)


def test_the_order_of_values_in_the_url_does_not_matter():
    one = EventFilter.from_query("state=planned&kind=ceremony&kind=agreement&x=1")
    two = EventFilter.from_query("kind=agreement&kind=ceremony&kind=ceremony&state=planned")
    assert one.to_query() == two.to_query() == "kind=agreement&kind=ceremony&state=planned"


def test_what_cannot_be_read_is_named():
    wanted = EventFilter.from_query("kind=parade&from=2030-02-30&to=2030-01-01")
    assert wanted.to_query() == "to=2030-01-01"
    assert [("parade" in p, "2030-02-30" in p) for p in wanted.problems] == [
        (False, True),
        (True, False),
    ]
    assert "after the last" in EventFilter.from_query("from=2030-02-01&to=2030-01-01").problems[0]


@pytest.fixture
def events():
    make_own_nation("AU")
    owner, programme = make_user(), make_programme()
    objective = make_objective()
    make_event(title="A", kind=ShippedKind.CEREMONY, owner=owner, partners=["FR"])
    make_event(title="B", objectives=[objective], programme=programme, partners=["ID", "AU"])
    make_event(
        title="C",
        starts_on=date(2031, 5, 1),
        date_precision=DatePrecision.MONTH,
        marking=Marking.OFFICIAL,
        summary="Amphibious",
    )
    make_event(title="D", starts_on=None, state=EventState.CONCEPT, partners=())
    return {"owner": owner.id, "programme": programme.id, "objective": objective.id}


def test_each_part_narrows(events):
    assert titles("") == ["A", "B", "C", "D"]
    assert titles("kind=ceremony") == ["A"]
    assert titles("state=concept&state=closed") == ["D"]
    assert titles("nation=ID&nation=AU") == ["B"]
    assert titles(f"objective={events['objective']}") == ["B"]
    assert titles(f"programme={events['programme']}") == ["B"]
    assert titles(f"owner={events['owner']}") == ["A"]
    assert titles("marking=1") == ["C"]
    assert titles("q=amphib") == ["C"]
    assert titles("flag=no-objective") == ["A", "C", "D"]
    assert titles("flag=imprecise") == ["C"]
    assert titles("flag=undated") == ["D"]
    assert titles("flag=no-objective&kind=ceremony") == ["A"]
    assert titles("selected=1") == []


def test_days_mean_that_the_event_overlaps_them(events):
    assert titles("from=2030-02-06&to=2030-02-06") == ["A", "B"]
    assert titles("from=2030-02-07&to=2030-12-31") == []
    assert titles("from=2031-01-01") == ["C"]
    assert titles("to=2030-02-04") == ["A", "B"]


def test_a_measure_means_exactly_the_events_that_a_number_counts():
    objective, other = make_objective(), make_objective()
    late = {"state": EventState.EXECUTED, "starts_on": date(2029, 12, 30), "days": 5}
    make_event(title="Ends in 2030", objectives=[(objective, 1)], **late)
    make_event(title="A twentieth", objectives=[(objective, 1), (other, 19)], **late)
    make_event(title="Only planned", objectives=[(objective, 1)])
    year = f"measure=executed&from=2030-01-01&to=2030-12-31&objective={objective.id}"
    assert titles(year) == ["Ends in 2030"]
    assert titles(year.replace("2030", "2029")) == []


def test_a_page_counts_what_the_viewer_sees_and_sorts_as_asked(events):
    for sort in SORTS:
        page = event_page(EventFilter(), TODAY, sort=sort)
        assert page.total == 4
        assert len(page.items) == 4
    assert event_page(EventFilter(), TODAY).items[0].title == "D"
    assert total_of(EventFilter(), TODAY) == 4
