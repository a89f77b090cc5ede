"""History tells nobody what they were not let in to see at its moment, whatever came since."""

import csv
import io

import pytest
from sqlalchemy import text

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.events.models import EventNation, Risk, Transition
from planner.events.page.comment_actions import comment_on
from planner.events.page.record_actions import set_marking
from planner.events.plan.actions import edit_event
from planner.events.states.workflow import move_event
from planner.history.models import HistoryEntry
from planner.outcomes.models import Lesson, MediaItem
from planner.shapes.event_moves import Postponement
from planner.shapes.event_plan import EventChange
from planner.shapes.event_record import EventComment, NewMarking
from planner.viewers import acting_as
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_outcome,
    make_person,
    make_report,
    make_user,
)
from tests.filled import filled

OPEN, HIGH = Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE
SECRET = "Quetzalcoatl"


@pytest.fixture
def approver():
    return make_user(roles=[Role.APPROVER, Role.COUNTRY_DESK], name="Ada")


def write(user, action, *subject, **values):
    """Take a step as a user and commit it."""
    with acting_as(db.session, user.as_viewer):
        found = action(*subject, viewer=user.as_viewer, **values)
        db.session.commit()
    return found


def entries(**fields):
    return db.session.query(HistoryEntry).filter_by(**fields).order_by(HistoryEntry.id).all()


def everything_told(client, event):
    """Return all that a reader is told of an event's past."""
    pages = [f"/events/{event.id}", f"/history/event/{event.id}", f"/events/{event.id}/comment"]
    return " ".join(client.get(url).text for url in pages)


def lowered(approver):
    """Return an event at OFFICIAL about which secret things were said while it was higher."""
    event = make_event(title="Talks", marking=HIGH, state=EventState.COORDINATED)
    event.summary = f"{SECRET} summary"
    event.places[0].town = f"{SECRET} town"
    db.session.commit()
    write(approver, comment_on, event, EventComment(comment=f"{SECRET} comment"))
    why = Postponement(reason_code="other", note=f"{SECRET} note")
    write(approver, move_event, event, EventState.POSTPONED, why, now=NOW)
    write(approver, edit_event, event, EventChange(summary="Open", places=[]), now=NOW)
    write(approver, set_marking, event, NewMarking(marking=OPEN), now=NOW)
    write(approver, comment_on, event, EventComment(comment="Said in the open"))
    return event


@pytest.mark.parametrize("role", list(Role))
def test_what_was_taken_out_before_an_event_was_lowered_stays_hidden(client_as, approver, role):
    event = lowered(approver)
    low = client_as(role.value, ceiling=OPEN)

    told = everything_told(low, event)

    assert SECRET not in told
    if role is not Role.ADMINISTRATOR:
        assert "Said in the open" in told
    assert SECRET not in low.get(f"/search?q={SECRET}").text.replace(f"“{SECRET}”", "")


def test_who_was_let_in_then_still_reads_it_and_sees_how_it_was_marked(client_as, approver):
    event = lowered(approver)
    high = client_as("planner")

    told = everything_told(high, event)

    for word in ("summary", "comment", "note", "town"):
        assert f"{SECRET} {word}" in told
    page = high.get(f"/events/{event.id}")
    assert "OFFICIAL-SENSITIVE" in page.text  # of the page, for a comment and a note are so marked
    low = client_as("planner", ceiling=OPEN)
    assert "OFFICIAL-SENSITIVE" not in low.get(f"/events/{event.id}").text


def test_an_entry_has_the_higher_marking_of_before_and_after(approver):
    event = make_event(marking=OPEN)
    db.session.commit()
    write(approver, set_marking, event, NewMarking(marking=HIGH), now=NOW)
    write(approver, set_marking, event, NewMarking(marking=OPEN), now=NOW)
    write(approver, edit_event, event, EventChange(summary="Open words"), now=NOW)

    added, *rest = entries(subject_kind="event")

    assert added.marking == OPEN
    assert [entry.marking for entry in rest] == [HIGH, HIGH, OPEN]


@pytest.mark.parametrize("way", [(HIGH, OPEN), (OPEN, HIGH)])
def test_all_entries_of_one_save_have_one_moment_however_often_it_flushes(client_as, way):
    before, after = way
    event = make_event(title="Talks", marking=before)
    event.places[0].town = f"{SECRET} town"
    desk = client_as("country_desk", user=make_user(roles=[Role.COUNTRY_DESK, Role.APPROVER]))
    last = db.session.query(HistoryEntry).count()

    form = filled(desk.get(f"/events/{event.id}/edit"))
    form |= {"marking": str(int(after)), "summary": "Anew", "place_0_town": "Elsewhere"}
    page = desk.post(f"/events/{event.id}/edit", form)

    assert page.status == 303, page.text
    found = entries()[last:]
    assert {entry.subject_kind for entry in found} >= {"event", "place"}
    assert {entry.marking for entry in found} == {HIGH}


def test_entries_written_before_the_marking_is_raised_in_the_same_save_are_raised_too(approver):
    event = make_event(marking=OPEN)
    db.session.commit()
    with acting_as(db.session, approver.as_viewer):
        event.summary = SECRET
        db.session.flush()
        event.marking = HIGH
        db.session.commit()

    assert [entry.marking for entry in entries(subject_kind="event", verb="changed")] == [HIGH] * 2


def test_a_new_nation_is_not_told_what_was_said_before_it_took_part(client_as, approver):
    event = make_event(["FR"], title="Talks", marking=OPEN)
    make_nation("ID")
    write(approver, comment_on, event, EventComment(comment=f"{SECRET} about ID"))
    write(approver, edit_event, event, EventChange(partner_codes=["FR", "ID"]), now=NOW)
    write(approver, comment_on, event, EventComment(comment="Said to both"))

    french, new = client_as("planner", nations=["FR"]), client_as("planner", nations=["ID"])

    assert f"{SECRET} about ID" in everything_told(french, event)
    assert SECRET not in everything_told(new, event)
    assert "Said to both" in everything_told(new, event)


def test_a_nation_that_was_away_is_told_what_was_said_while_it_was_there(client_as, approver):
    event = make_event(["FR", "ID"], title="Talks", marking=OPEN)
    write(approver, comment_on, event, EventComment(comment="Said to both"))
    write(approver, edit_event, event, EventChange(partner_codes=["FR"]), now=NOW)
    write(approver, comment_on, event, EventComment(comment=f"{SECRET} about ID"))
    back = client_as("planner", nations=["ID"])
    assert back.get(f"/history/event/{event.id}").status == 404
    write(approver, edit_event, event, EventChange(partner_codes=["FR", "ID"]), now=NOW)

    told = everything_told(back, event)

    assert "Said to both" in told
    assert SECRET not in told
    assert SECRET in everything_told(client_as("planner", nations=["FR"]), event)


def test_the_host_counts_as_a_nation_that_takes_part(client_as, approver):
    event = make_event(["FR"], marking=OPEN, host_code=make_nation("ID").code)
    write(approver, comment_on, event, EventComment(comment="Said to both"))
    assert "Said to both" in everything_told(client_as("planner", nations=["ID"]), event)
    write(approver, edit_event, event, EventChange(host_code=None), now=NOW)
    write(approver, comment_on, event, EventComment(comment=SECRET))
    write(approver, edit_event, event, EventChange(host_code="ID"), now=NOW)

    told = everything_told(client_as("planner", nations=["ID"]), event)

    assert "Said to both" in told
    assert SECRET not in told


def test_whatever_hangs_on_an_event_keeps_its_moment(approver):
    event = make_event(marking=HIGH, state=EventState.EXECUTED)
    make_follow_up(event, what=SECRET)
    make_report(event, happened=SECRET)
    make_attendance(event, make_person(), note=SECRET)
    event.risks = [Risk(category="logistics", likelihood=2, impact=2, mitigation=SECRET)]
    db.session.add_all([
        Lesson(event=event, what=SECRET, identified_on=NOW.date()),
        MediaItem(event=event, kind="other", title=SECRET, published_on=NOW.date()),
    ])  # fmt: skip
    make_outcome(title=SECRET, events=[event])
    db.session.commit()
    write(approver, set_marking, event, NewMarking(marking=OPEN), now=NOW)
    before = {entry.id for entry in entries(marking=HIGH)}

    low = make_user(roles=list(Role), ceiling=OPEN)
    with acting_as(db.session, low.as_viewer):
        seen = db.session.query(HistoryEntry).all()

    assert not [entry for entry in seen if entry.id in before]
    assert SECRET not in str([(entry.subject_label, entry.changes) for entry in seen])
    kinds = {entry.subject_kind for entry in entries(marking=HIGH)}
    assert kinds >= {"follow_up", "after_action_report", "attendance", "risk", "lesson",
                     "media_item", "outcome", "event", "place", "event_nation"}  # fmt: skip


def test_what_hangs_on_several_events_is_told_to_who_was_let_in_to_all_of_them():
    french, joint = make_event(["FR"], marking=OPEN), make_event(["FR", "ID"], marking=HIGH)
    outcome = make_outcome(title="Result", events=[french])
    db.session.commit()
    outcome.events.append(joint)
    outcome.evidence = SECRET
    db.session.commit()

    first, second = entries(subject_kind="outcome")

    assert (first.marking, first.nations) == (OPEN, " FR ")
    assert (second.marking, second.nations) == (HIGH, " FR ")

    outcome.events.remove(joint)
    db.session.commit()
    assert entries(subject_kind="outcome")[-1].marking == HIGH


def test_an_own_entry_of_a_row_that_is_hidden_today_is_hidden(client_as):
    planner = make_user(nations=["FR"], ceiling=OPEN)
    event = make_event(["FR"], marking=OPEN, state=EventState.EXECUTED)
    client = client_as("planner", user=planner)
    with acting_as(db.session, planner.as_viewer):
        outcome = make_outcome(title="Result", events=[event], author=planner)
        db.session.commit()
    url = f"/history/outcome/{outcome.id}"
    assert client.get(url).status == 200

    event.marking = HIGH
    db.session.commit()
    assert client.get(url).status == 404
    event.marking, outcome.title = OPEN, "Result, reworded"
    db.session.commit()
    assert client.get(url).status == 200
    db.session.delete(outcome)
    db.session.commit()
    assert client.get(url).status == 404


def test_a_move_between_states_keeps_its_moment_also_when_nothing_else_is_recorded():
    event = make_event(["FR"], marking=HIGH)
    db.session.info["history"] = "off"
    event.transitions.append(Transition(to_state=EventState.PLANNED, note=SECRET, at=NOW))
    db.session.commit()
    db.session.info.pop("history")

    [row] = db.session.query(Transition).all()

    assert (row.marking, row.nations) == (HIGH, " FR ")


def test_a_row_that_was_given_no_moment_is_for_those_who_see_all():
    event = make_event(["FR"], marking=Marking.PUBLIC)
    db.session.commit()
    db.session.execute(text("UPDATE history_entry SET marking = NULL, nations = NULL"))
    db.session.commit()

    for user in (make_user(ceiling=OPEN), make_user(nations=["FR"])):
        with acting_as(db.session, user.as_viewer):
            found = db.session.query(HistoryEntry).filter_by(event_id=event.id).count()
        assert found == 0


def test_an_event_that_is_gone_takes_its_moment_along(approver):
    event = make_event(["FR"], marking=HIGH)
    db.session.commit()
    key = event.id
    db.session.delete(event)
    db.session.commit()

    deleted = entries(subject_kind="event", verb="deleted")

    assert [(e.event_id, e.marking, e.nations) for e in deleted] == [(key, HIGH, " FR ")]


def test_a_save_that_was_taken_back_leaves_nothing_behind():
    event = make_event(["FR"], marking=OPEN)
    db.session.commit()
    event.marking = HIGH
    db.session.flush()
    db.session.rollback()

    event.summary = "Words"
    db.session.commit()

    assert entries(verb="changed")[-1].marking == OPEN


def test_the_export_tells_the_same_as_the_page(client_as, approver):
    lowered(approver)
    both = [Role.ADMINISTRATOR, Role.PLANNER]
    low = client_as("administrator", user=make_user(roles=both, ceiling=OPEN))
    high = client_as("administrator", user=make_user(roles=both))

    for url in ("/history/", "/history.csv", "/history/?kind=event", "/history/?verb=commented"):
        assert SECRET not in low.get(url).body.decode(), url
    rows = list(csv.reader(io.StringIO(high.get("/history.csv").body.decode("utf-8-sig"))))
    head = next(row for row in rows if "Marking" in row)
    place = head.index("Marking")
    assert any("OFFICIAL-SENSITIVE" in row[place:place + 1] for row in rows)  # fmt: skip
    assert SECRET.encode() not in low.get("/history.xlsx").body


def test_names_are_told_by_the_history_to_who_keeps_them(client_as):
    event = make_event(["FR"], marking=OPEN)
    make_attendance(event, make_person(), note=SECRET)
    db.session.commit()
    both = make_user(roles=[Role.ADMINISTRATOR, Role.PLANNER])

    assert SECRET not in client_as("administrator", user=both).get("/history/").text
    assert SECRET not in client_as("planner").get(f"/history/event/{event.id}").text
    assert SECRET in client_as("country_desk").get(f"/history/event/{event.id}").text


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ics"])
def test_an_administrator_is_told_of_an_export_without_the_words_searched_for(client_as, suffix):
    planner = client_as("planner")
    assert planner.get(f"/events.{suffix}?q={SECRET}&state=planned").status == 200

    told = client_as("administrator").get("/history/").html

    assert "exported" in told
    assert "state=planned" in told
    assert SECRET not in told


def test_an_administrator_is_not_told_of_others_filters_and_calendars(client_as):
    planner = client_as("planner")
    planner.post("/kept-searches/new?of=events&kind=ceremony", {"name": f"{SECRET} filter"})
    planner.post("/feeds/new", {"name": f"{SECRET} calendar"})
    assert entries(subject_kind="saved_filter")
    assert entries(subject_kind="feed")

    assert SECRET not in client_as("administrator").get("/history/").text


def test_one_save_asks_little_more_for_its_moment(queries):
    event = make_event(["FR"])
    db.session.commit()
    event.summary, event.version  # noqa: B018 - loaded, as on a form

    with queries() as seen:
        event.summary = "Words"
        db.session.flush()

    assert len([statement for statement in seen if "event_nation" in statement]) == 1
    db.session.add(EventNation(event_id=event.id, nation=make_nation("ID")))
    db.session.commit()
    assert entries(subject_kind="event_nation")[-1].nations == " FR "
