"""Lessons that stand in a state for too long fall due."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from planner.choices import EventState, LessonState, Marking
from planner.db import db
from planner.outcomes.due_items import LESSONS_DUE
from planner.outcomes.lesson_due import DAYS, due_day, leaves_by
from planner.outcomes.models import Lesson
from planner.shapes.due_item import DueState
from planner.viewers import acting_as
from tests.factories import NOW, add, make_event, make_user

TODAY = NOW.date()


def lesson_in(state, days_ago, event=None, **fields):
    seen = TODAY - timedelta(days=days_ago)
    event = event or make_event(state=EventState.REPORTED)
    return add(
        Lesson(event=event, what=f"{state} {days_ago}", state=state, identified_on=seen, **fields)
    )


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_each_state_has_its_days_in_the_database_as_in_python(database):
    leap = make_event(state=EventState.REPORTED)
    for state in LessonState:
        add(Lesson(event=leap, what="L", state=state, identified_on=date(2028, 2, 20)))
    rows = db.session.execute(select(Lesson, due_day())).all()
    for lesson, day in rows:
        assert day == (None if lesson.state is LessonState.VALIDATED else leaves_by(lesson))
    assert leaves_by(rows[0][0]) == date(2028, 3, 21)
    assert dict(zip(LessonState, (30, 60, 120, 180), strict=False)) == DAYS


def test_it_is_late_the_day_after_and_never_once_it_is_learned(app):
    user = make_user(roles=["planner"])
    made = {
        (state, ago): lesson_in(state, ago, owner=user)
        for state, days in DAYS.items()
        for ago in (days, days + 1, days - 8)
    }
    lesson_in(LessonState.VALIDATED, 999, owner=user)
    lesson_in(LessonState.OBSERVED, 999, owner=make_user())
    with app.test_request_context(), acting_as(db.session, user.as_viewer):
        found = db.session.scalars(
            select(Lesson)
            .where(LESSONS_DUE.on_desk(user.as_viewer, TODAY))
            .order_by(*LESSONS_DUE.order)
        ).all()
        items = [LESSONS_DUE.item_of(one) for one in found]
    wanted = {key for key in made if key[1] >= DAYS[key[0]]}
    assert {one.id for one in found} == {made[key].id for key in wanted}
    assert [item.due_on for item in items] == sorted(item.due_on for item in items)
    assert sum(item.state(TODAY) is DueState.LATE for item in items) == len(DAYS)


def test_what_nobody_owns_is_due_of_whose_event_it_is(client_as, clock_at):
    clock_at(NOW)
    planner = client_as("planner")
    mine = make_event(state=EventState.REPORTED, owner_id=planner.user_id)
    other = make_event(state=EventState.REPORTED, owner=make_user())
    lesson_in(LessonState.OBSERVED, 40, mine)
    lesson_in(LessonState.IDENTIFIED, 70, other)
    lesson_in(LessonState.ASSIGNED, 125, other, owner_id=planner.user_id)
    db.session.commit()
    desk = planner.get("/")
    assert "Lessons to move on" in desk.text
    assert "observed 40" in desk.text
    assert "overdue since 19 Feb 2030" in desk.text
    assert "assigned 125" in desk.text
    listed = desk.text.partition("Lessons to move on")[2]
    assert "identified 70" not in listed.partition("Lessons without")[0]
    assert "observed 40" in planner.get("/calendar/due?month=2030-02").text
    planner.post(f"/lessons/{db.session.scalars(select(Lesson.id)).first()}/advance")
    assert "overdue since 19 Feb 2030" not in planner.get("/").text


def test_who_may_not_report_owes_no_lesson_and_sees_none_that_is_hidden(client_as, clock_at):
    clock_at(NOW)
    approver, low = client_as("approver"), client_as("planner", ceiling=Marking.OFFICIAL)
    secret = make_event(state=EventState.REPORTED, marking=Marking.OFFICIAL_SENSITIVE)
    lesson_in(LessonState.OBSERVED, 40, owner_id=approver.user_id)
    lesson_in(LessonState.ASSIGNED, 200, secret, owner_id=low.user_id)
    db.session.commit()
    assert "Lessons to move on" not in approver.get("/").text
    assert "Lessons to move on" not in low.get("/").text
