"""Everything that falls due has one shape; lists and counts ask one condition of its source."""

from datetime import timedelta

import pytest

from planner.choices import EventState, LessonState, Marking
from planner.db import db
from planner.desk.due_lines import due_rows
from planner.outcomes.concern_models import Concern
from planner.outcomes.due_queries import due_between
from planner.outcomes.models import LaterLook, Lesson, MediaItem
from planner.shapes.due_item import DueItem, DueState
from planner.viewers import acting_as
from planner.ways.due_items import BEFORE_START
from planner.ways.queries import STALE_AFTER
from planner.web.due_sources import due_sources
from tests.factories import (
    NOW,
    make_attendance,
    make_commitment,
    make_event,
    make_follow_up,
    make_indicator,
    make_objective,
    make_person,
    make_user,
    make_way,
)

TODAY = NOW.date()
DAYS = (-40, -1, 0, 7, 8, 60)
"""Before and after today, at the edges of what is soon."""


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def owe(user):
    """Make a follow-up, a look, a value and an answer due each day, and a report overdue."""
    objective = make_objective()
    for day in DAYS:
        event = make_event(owner=user, state=EventState.REPORTED)
        make_follow_up(event, user, due_on=TODAY + timedelta(days=day))
        said = TODAY - timedelta(days=90)
        make_commitment("FR", user, promised_on=said, due_on=TODAY + timedelta(days=day))
        db.session.add(LaterLook(event=event, days=30, due_on=TODAY + timedelta(days=day)))
        owed_on = TODAY + timedelta(days=day)
        make_indicator(objective, owner=user, next_due_on=owed_on, typed_due_on=owed_on)
        seen = TODAY + timedelta(days=day - 120)
        told = {"kind": "other", "tone": -1, "published_on": TODAY + timedelta(days=day - 2)}
        db.session.add(MediaItem(event=event, title="Harsh words", **told))
        raised = {"source": "press", "raised_on": TODAY + timedelta(days=day - 14)}
        db.session.add(Concern(event=event, what="Noise", **raised))
        row = {"what": "Book early", "state": LessonState.ASSIGNED, "identified_on": seen}
        db.session.add(Lesson(event=event, owner=user, **row))
        visit = make_event(owner=user, state=EventState.PLANNED, host_code="FR")
        visit.starts_on = visit.ends_on = visit.sort_on = owed_on + timedelta(days=BEFORE_START)
        make_attendance(visit, make_person("FR", is_cleared=True, clearance_expires_on=owed_on))
    for place, day in enumerate(DAYS):
        code = f"X{chr(65 + place)}"
        make_way(code, looked_on=TODAY + timedelta(days=day - STALE_AFTER))
        make_event([code], owner=user, state=EventState.PLANNED)
    make_event(owner=user, state=EventState.EXECUTED, starts_on=TODAY - timedelta(days=50))
    db.session.commit()


@pytest.mark.parametrize(
    ("days", "state", "late"),
    [(-1, "late", 1), (0, "soon", 0), (7, "soon", 0), (8, "later", 0)],
)
def test_how_an_item_stands(days, state, late):
    due_on = TODAY + timedelta(days=days)
    item = DueItem("x", "T", "/", due_on, "", "", Marking.PUBLIC, "", "/")
    assert (item.state(TODAY), item.days_late(TODAY)) == (DueState(state), late)
    with pytest.raises(AttributeError):
        item.due_on = TODAY


def test_each_source_finds_and_counts_the_same(app):
    mine, other = (make_user(roles=["planner", "country_desk"]) for _each in range(2))
    owe(mine)
    owe(other)
    names = set()
    with app.test_request_context(), acting_as(db.session, mine.as_viewer):
        for source in due_sources():
            found = due_rows(source)(mine.as_viewer, TODAY)
            items = [source.item_of(row) for row in found.every()]
            assert found.total == len(items) > 0
            owner = "" if source.name == "ways" else mine.name
            assert {item.owner for item in items} == {owner}
            assert [item.due_on for item in items] == sorted(item.due_on for item in items)
            if source.ahead:
                days = [timedelta(days=day) for day in DAYS]
                last = max(day for day in days if day <= source.ahead)
                assert max(item.due_on for item in items) == TODAY + last
            assert {item.source for item in items} == {source.name}
            names.add(source.name)
    assert {
        *("follow-ups", "commitments", "reports", "later-looks", "lessons", "values-owed"),
        *("customs", "ways", "clearances", "answers", "concerns"),
    } <= names


def test_a_span_of_days_holds_what_is_due_in_it(app):
    mine, other = (make_user(roles=["planner"]) for _each in range(2))
    owe(mine)
    owe(other)
    first, last = TODAY, TODAY + timedelta(days=8)
    with app.test_request_context(), acting_as(db.session, mine.as_viewer):
        found, cut = due_between(first, last, mine.as_viewer)
        every, _cut = due_between(first, last)
    assert [item.due_on - TODAY for item in found] == [
        timedelta(days=days) for days in (0, 7, 8) for _source in range(9)
    ]
    assert (len(every), cut) == (54, [])


def test_a_report_is_due_in_its_month_on_the_calendar(client_as):
    planner = client_as("planner")
    ended = TODAY - timedelta(days=50)
    make_event(owner=planner.user, state=EventState.EXECUTED, starts_on=ended, title="Held talks")
    db.session.commit()
    due_on = ended + timedelta(days=32)
    page = planner.get(f"/calendar/due?month={due_on:%Y-%m}")
    assert "Held talks" in page.text and "Write the report" in page.text
    assert "Nothing falls due" in planner.get("/calendar/due?month=2031-01").text
    for asked in ("month=9999-99", "whose=nobody"):
        assert planner.get(f"/calendar/due?{asked}").status == 404


def test_a_viewer_owes_nothing_and_sees_what_others_owe(client_as):
    owner = make_user(roles=["planner"])
    owe(owner)
    viewer = client_as("viewer")
    month = f"{TODAY:%Y-%m}"
    assert "Nothing falls due" in viewer.get(f"/calendar/due?month={month}").text
    assert owner.name in viewer.get(f"/calendar/due?month={month}&whose=all").text
