"""Later looks schedule themselves, record what lasted, and fall due like everything else."""

from datetime import date, timedelta

import pytest

from planner.choices import EventState, Lasted, Marking
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.events.states.workflow import move_event
from planner.history.models import HistoryEntry
from planner.kinds.actions import change_kind, known_row
from planner.kinds.commands import kind
from planner.officetime import office_day
from planner.outcomes.later_look_actions import put_look_off, take_look
from planner.outcomes.models import LaterLook
from planner.reference.shipped_kinds import LOOKS, ShippedKind
from planner.shapes.event_kind import KindChange
from planner.shapes.event_moves import StateMove
from planner.shapes.later_look import TakenLook
from tests.factories import NOW, make_event, make_report, make_user

TODAY = NOW.date()
NONE_AT_ALL = {"has_no_outcomes": True, "has_no_lessons": True, "has_no_media": True}


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def executed(ended=10, **fields):
    """Return an executed event that ended so many days ago, ready to be reported."""
    fields = {"kind": ShippedKind.WORKSHOP_SEMINAR, "partners": ["FR"]} | fields
    event = make_event(
        starts_on=TODAY - timedelta(days=ended), days=1, state=EventState.EXECUTED, **fields
    )
    make_report(event, **NONE_AT_ALL)
    return event


def reported(*, now=NOW, **fields):
    event = executed(**fields)
    planner = make_user(roles=["planner"]).as_viewer
    move_event(event, EventState.REPORTED, viewer=planner, now=now)
    db.session.commit()
    return event


def looks_at(event):
    wanted = db.select(LaterLook).filter_by(event_id=event.id).order_by(LaterLook.days)
    return list(db.session.scalars(wanted))


def look_of(event, **fields):
    look = LaterLook(event=event, days=7, due_on=TODAY - timedelta(days=1), **fields)
    db.session.add(look)
    db.session.commit()
    return look


def test_a_report_schedules_the_looks_that_the_kind_deserves():
    event = reported()
    ended = event.actual_ends_on
    assert [(one.days, one.due_on) for one in looks_at(event)] == [
        (days, ended + timedelta(days=days)) for days in LOOKS
    ]
    assert looks_at(reported(kind=ShippedKind.CEREMONY)) == []


def test_a_look_whose_day_has_passed_is_told_by_the_report():
    assert [one.days for one in looks_at(reported(ended=40))] == [90, 180]
    assert [one.days for one in looks_at(reported(ended=30))] == [30, 90, 180]
    assert looks_at(reported(ended=400)) == []


def test_an_office_says_which_kinds_deserve_looks():
    kind = known_row(ShippedKind.CEREMONY)
    change_kind(kind, KindChange(looks_after=(60, 10, 60)))
    db.session.commit()
    assert [one.days for one in looks_at(reported(kind=ShippedKind.CEREMONY, ended=1))] == [10, 60]
    change_kind(kind, KindChange(looks_after=()))
    db.session.commit()
    assert looks_at(reported(kind=ShippedKind.CEREMONY)) == []


def test_the_command_says_it_too(app):
    runner = app.test_cli_runner()
    for args, told in (
        (["--look", "45", "--look", "15"], "looks after 15 45 days"),
        (["--name", "Ceremony of ours"], "looks after 15 45 days"),
        (["--no-looks"], ""),
    ):
        assert runner.invoke(kind, ["change", "ceremony", *args]).exit_code == 0
        row = runner.invoke(kind, ["list"]).output.split("ceremony", 1)[1].splitlines()[0]
        assert told in row if told else "looks" not in row
    assert runner.invoke(kind, ["change", "ceremony", "--look", "0"]).exit_code != 0


def test_looks_are_scheduled_once_and_move_with_the_event():
    event = reported()
    planner = make_user(roles=["planner"]).as_viewer
    first = looks_at(event)[0]
    event.state = EventState.EXECUTED
    db.session.commit()
    move_event(event, EventState.REPORTED, StateMove(), viewer=planner, now=NOW)
    db.session.commit()
    assert len(looks_at(event)) == 3
    taken = looks_at(event)[0]
    taken.lasted, taken.looked_on = Lasted.LASTED, TODAY
    event.actual_ends_on += timedelta(days=3)
    db.session.commit()
    assert first.due_on == event.actual_ends_on + timedelta(days=27)
    assert looks_at(event)[1].due_on == event.actual_ends_on + timedelta(days=90)


def test_what_lasted_is_recorded_with_its_history():
    planner = make_user(roles=["planner"])
    look = look_of(reported())
    for answer in (Lasted.PARTLY, Lasted.GONE, Lasted.NOT_YET_KNOWN):
        with pytest.raises(RuleBroken, match="Say in the note"):
            take_look(look, TakenLook(lasted=answer), viewer=planner.as_viewer, now=NOW)
    take_look(look, TakenLook(lasted="lasted"), viewer=planner.as_viewer, now=NOW)
    db.session.commit()
    assert (look.lasted, look.looked_on, look.looked_by_id) == (
        Lasted.LASTED,
        office_day(NOW),
        planner.id,
    )
    entry = db.session.scalars(
        db.select(HistoryEntry).filter_by(subject_kind="later_look", verb="changed")
    ).one()
    assert entry.changes["lasted"] == [None, "lasted"] and entry.event_id == look.event_id
    put_look_off(look, viewer=planner.as_viewer)
    db.session.commit()
    assert (look.lasted, look.looked_on) == (None, None)
    with pytest.raises(RuleBroken, match="Nobody has taken"):
        put_look_off(look, viewer=planner.as_viewer)


def test_only_who_reports_takes_a_look_and_not_on_the_last_day():
    viewer, planner = (make_user(roles=[role]).as_viewer for role in ("viewer", "planner"))
    look = look_of(reported())
    for refused in (take_look, lambda one, _taken, **more: put_look_off(one, viewer=viewer)):
        with pytest.raises(NotAllowed):
            refused(look, TakenLook(lasted="lasted"), viewer=viewer, now=NOW)
    look.event.actual_ends_on = TODAY
    with pytest.raises(RuleBroken, match="only just ended"):
        take_look(look, TakenLook(lasted="lasted"), viewer=planner, now=NOW)


def test_it_stands_on_the_event_the_desk_and_the_calendar(client_as):
    planner, other = client_as("planner"), client_as("planner")
    event = reported(owner=planner.user, title="Workshop on maps")
    look = looks_at(event)[0]
    look.due_on = TODAY - timedelta(days=2)
    db.session.commit()
    for url in (f"/events/{event.id}", f"/calendar/due?month={look.due_on:%Y-%m}"):
        assert "Overdue" in planner.get(url).text, url
    for url in ("/", "/desk/later-looks"):
        desk = planner.get(url).text
        assert "Workshop on maps overdue since" in desk and "Say what lasted" in desk
        assert "Workshop on maps overdue" not in other.get(url).text
    assert "Workshop on maps" not in other.get(f"/calendar/due?month={look.due_on:%Y-%m}").text
    every = other.get(f"/calendar/due?month={look.due_on:%Y-%m}&whose=all").text
    assert "Workshop on maps" in every
    assert "Workshop on maps" in other.get("/events/?flag=overdue-look").text
    page = planner.get(f"/later-looks/{look.id}")
    assert page.status == 200
    form = {"version": str(look.version), "base": "{}", "lasted": "gone", "note": ""}
    assert planner.post(f"/later-looks/{look.id}", form).status == 422
    answer = planner.post(f"/later-looks/{look.id}", form | {"note": "Nobody uses it"})
    told = planner.follow(answer).text
    assert "Gone" in told and "Nobody uses it" in told and "Undo" in told
    assert "Say what lasted" not in planner.get("/").text
    assert planner.follow(planner.post(f"/later-looks/{look.id}/put-off")).status == 200
    assert "Say what lasted" in planner.get("/").text
    assert "Workshop on maps" not in other.get("/events/?flag=overdue-follow-up").text


def test_a_look_at_what_is_hidden_is_not_there(client_as):
    look = look_of(reported(marking=Marking.OFFICIAL_SENSITIVE))
    low = client_as("planner", ceiling=Marking.OFFICIAL)
    assert low.get(f"/later-looks/{look.id}").status == 404
    assert low.post(f"/later-looks/{look.id}/put-off").status == 404


def test_an_event_sent_back_owes_no_look(client_as):
    planner = client_as("planner")
    event = reported(owner=planner.user)
    looks_at(event)[0].due_on = date(2030, 2, 1)
    db.session.commit()
    assert "Say what lasted" in planner.get("/").text
    db.session.get(Event, event.id).state = EventState.EXECUTED
    db.session.commit()
    assert "Say what lasted" not in planner.get("/").text
