"""Lessons of like events beside the plan of one, and what was noted as applied."""

from datetime import date

import pytest
from sqlalchemy import select

from planner.choices import EventState, LessonState, Marking
from planner.db import db
from planner.history.models import HistoryEntry
from planner.outcomes.like_lesson_queries import like_lessons, telling_words
from planner.outcomes.models import AppliedLesson, Lesson
from planner.reference.shipped_kinds import ShippedKind
from planner.search.indexing import rebuild
from planner.viewers import acting_as
from tests.factories import add, make_event, make_own_nation, make_programme, make_user

VISIT = ShippedKind.OFFICIAL_VISIT


def lesson_of(event, what="Book early", **fields):
    fields = {"state": LessonState.OBSERVED, "identified_on": date(2030, 2, 5)} | fields
    return add(Lesson(event=event, what=what, **fields))


def held(partners, kind=VISIT, **fields):
    return make_event(partners, kind=kind, state=EventState.REPORTED, **fields)


@pytest.fixture
def office():
    """Return a planned event, and lessons alike in one way, two, three, four, and none."""
    make_own_nation("AU")
    series = make_programme()
    planned = make_event(
        ["FR", "AU"], kind=VISIT, programme=series, title="Crossing the river 2031"
    )
    exercise = ShippedKind.JOINT_EXERCISE
    made = {
        "all": lesson_of(held(["FR"], programme=series), "Ferries for the crossing"),
        "kind and nation": lesson_of(held(["FR"])),
        "kind": lesson_of(held(["ID"])),
        "nation": lesson_of(held(["FR"], exercise)),
        "words": lesson_of(held(["ID"], exercise), "No boat at the river"),
        "own nation": lesson_of(held(["AU", "ID"], exercise), "Nothing alike"),
        "itself": lesson_of(planned, "Of the event itself"),
    }
    db.session.commit()
    rebuild(db.session.connection())
    db.session.commit()
    return planned, made


def test_the_most_alike_come_first_and_say_why(app, office):
    planned, made = office
    with app.test_request_context():
        found = [(one.lesson.id, one.why) for one in like_lessons(planned)]
    assert found == [
        (made["all"].id, "same kind, programme and nation; words in common: crossing"),
        (made["kind and nation"].id, "same kind and nation"),
        (made["kind"].id, "same kind"),
        (made["nation"].id, "same nation"),
        (made["words"].id, "words in common: river"),
    ]


def test_at_most_five_are_shown_and_what_is_hidden_is_none(app, client_as, office):
    planned, made = office
    for _more in range(3):
        lesson_of(held(["FR"]))
    secret = lesson_of(held(["FR"], marking=Marking.OFFICIAL_SENSITIVE), "Quetzalcoatl")
    db.session.commit()
    with app.test_request_context():
        assert len(like_lessons(planned)) == 5
        low = make_user(ceiling=Marking.OFFICIAL, nations=["FR"])
        with acting_as(db.session, low.as_viewer):
            ids = {one.lesson.id for one in like_lessons(planned)}
    assert secret.id not in ids
    assert made["kind"].id not in ids
    limited = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    page = limited.get(f"/events/{planned.id}")
    assert "Quetzalcoatl" not in page.text
    assert limited.post(f"/lessons/{secret.id}/events/{planned.id}/apply").status == 404
    assert "Quetzalcoatl" in client_as("planner").get(f"/events/{planned.id}").text


def test_words_worth_looking_for():
    assert telling_words("The 2031 river-crossing of River teams") == ["river", "crossing", "teams"]
    assert len(telling_words("alpha bravo charlie delta echos foxtrot golfs hotel")) == 6
    assert telling_words("Crossing (sample)") == ["crossing"]
    assert telling_words("") == []


def test_they_stand_beside_a_plan_and_not_beside_what_is_past(client_as, office):
    planned, made = office
    planner = client_as("planner")
    page = planner.get(f"/events/{planned.id}")
    assert "Lessons of like events" in page.text
    assert "same kind and nation" in page.text
    past = held(["FR"])
    assert "Lessons of like events" not in planner.get(f"/events/{past.id}").text
    viewer = client_as("viewer").get(f"/events/{planned.id}")
    assert "same kind and nation" in viewer.text
    assert f"/lessons/{made['kind'].id}/events" not in viewer.html


def test_one_click_notes_applied_and_one_takes_it_back(client_as, office):
    planned, made = office
    lesson, planner = made["kind and nation"], client_as("planner")
    url = f"/lessons/{lesson.id}/events/{planned.id}"
    page = planner.follow(planner.post(f"{url}/apply"))
    assert "Noted as applied: Book early" in page.text
    assert "Undo" in page.text
    assert "Applied on this event" in page.text
    (row,) = db.session.scalars(select(AppliedLesson)).all()
    assert (row.lesson_id, row.event_id) == (lesson.id, planned.id)
    assert "same kind and nation" not in page.text
    assert planned.title in planner.get(f"/lessons/{lesson.id}").text
    told = planner.get("/lessons.csv").body.decode()
    assert "Applied" in told.splitlines()[0]
    planner.post(f"{url}/apply")
    assert len(db.session.scalars(select(AppliedLesson)).all()) == 1
    page = planner.follow(planner.post(f"{url}/remove"))
    assert "Not noted as applied any more" in page.text
    assert "Applied on this event" not in page.text
    assert not db.session.scalars(select(AppliedLesson)).all()
    kinds = db.session.scalars(select(HistoryEntry.subject_kind)).all()
    assert kinds.count("applied_lesson") == 2
    again = planner.follow(planner.post(f"{url}/remove"))
    assert "It is not noted as applied any more." in again.text


def test_the_list_and_its_file_count_what_the_reader_sees(client_as, office):
    planned, made = office
    lesson = made["kind"]
    secret = make_event(["ID"], marking=Marking.OFFICIAL_SENSITIVE)
    for event in (planned, secret, make_event(["ID"])):
        add(AppliedLesson(lesson=lesson, event_id=event.id, noted_at=planned.created_at))
    db.session.commit()

    def times(client):
        text = client.get("/lessons.csv").body.decode("utf-8-sig").splitlines()
        head = text[0].split(",")
        row = next(line for line in text if f"/lessons/{lesson.id}" in line).split(",")
        return row[head.index("Applied")]

    assert times(client_as("viewer")) == "3"
    assert times(client_as("viewer", ceiling=Marking.OFFICIAL)) == "2"
    low = client_as("viewer", ceiling=Marking.OFFICIAL).get(f"/lessons/{lesson.id}")
    assert secret.title not in low.text
    assert planned.title in low.text


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator"])
def test_who_does_not_plan_notes_nothing(client_as, office, role):
    planned, made = office
    client = client_as(role)
    for step in ("apply", "remove"):
        url = f"/lessons/{made['kind'].id}/events/{planned.id}/{step}"
        assert client.post(url).status == 403
    assert not db.session.scalars(select(AppliedLesson)).all()


def test_a_lesson_is_not_applied_on_its_own_event_nor_on_one_that_is_past(client_as, office):
    planned, made = office
    planner = client_as("planner")
    own = f"/lessons/{made['itself'].id}/events/{planned.id}/apply"
    assert "comes from this very event" in planner.follow(planner.post(own)).text
    for state in (EventState.EXECUTED, EventState.CLOSED, EventState.CANCELLED):
        past = make_event(["FR"], state=state)
        url = f"/lessons/{made['kind'].id}/events/{past.id}/apply"
        assert "This one is past that" in planner.follow(planner.post(url)).text
    assert planner.post(f"/lessons/98765/events/{planned.id}/apply").status == 404
    assert not db.session.scalars(select(AppliedLesson)).all()


HEADING = "Lessons of like events"
LESSONS = 'id="lessons-found"'


def offered(page):
    """Return what the part of the form about lessons says."""
    return page.html.partition(LESSONS)[2].partition("</fieldset>")[0]


def test_the_form_of_an_event_shows_what_the_lessons_are(client_as, office):
    planned, made = office
    planner = client_as("planner")
    part = offered(planner.get(f"/events/{planned.id}/edit"))
    assert "5 lessons of events like this one" in part
    assert part.index("Ferries for the crossing") < part.index("No boat at the river")
    assert "same kind, programme and nation; words in common: crossing" in part
    assert "Of the event itself" not in part
    assert f"/lessons/{made['kind'].id}/events" not in part
    copy = planner.get(f"/events/{planned.id}/copy?from=2031-06-01")
    assert "Ferries for the crossing" in offered(copy)


def test_an_empty_form_asks_for_what_it_needs_and_a_button_looks(client_as, office):
    planner = client_as("planner")
    empty = planner.get("/events/new")
    assert HEADING in empty.text
    assert "enter a title: what was learned" in offered(empty)
    assert "Ferries" not in empty.text
    assert "same kind and nation" in offered(planner.get("/events/new?nation=FR"))
    sent = {"like_lessons": "1", "kind": str(VISIT), "title": "A river", "partner_codes": "France"}
    page = planner.post("/events/new", planner.fields("/events/new") | sent)
    assert page.status == 200
    assert 'value="A river"' in page.html
    assert "same kind and nation" in offered(page)
    nothing = sent | {"kind": str(ShippedKind.CULTURAL_EVENT), "title": "x", "partner_codes": "JP"}
    page = planner.post("/events/new", planner.fields("/events/new") | nothing)
    assert "No lesson of an event like this one is on record" in offered(page)
    assert len(page.html.encode()) <= 60 * 1024


def test_the_script_asks_for_the_same_part(client_as, office):
    planned, _made = office
    planner = client_as("planner")
    assert "lessons/suggest" in planner.get("/events/new").html
    ask = f"/lessons/suggest?kind={VISIT}&partner_codes=Holland, France&title=Nothing"
    part = planner.get(ask).html
    assert part.index("Ferries for the crossing") < part.index("same kind ·")
    assert "Of the event itself" in part
    assert "Of the event itself" not in planner.get(f"{ask}&event={planned.id}").html
    assert "enter a title: what was learned" in planner.get("/lessons/suggest").html
    strange = "/lessons/suggest?kind=none&programme_id=x&host_code=Atlantis&event=98765"
    assert "No lesson of an event like this one" in planner.get(strange).html
    for role in ("viewer", "approver", "administrator"):
        assert client_as(role).get(ask).status == 403


def test_the_form_tells_nobody_of_lessons_that_are_hidden(client_as, office):
    planned, _made = office
    secret = held(["FR"], marking=Marking.OFFICIAL_SENSITIVE)
    lesson_of(secret, "Quetzalcoatl", identified_on=date(2030, 6, 1))
    db.session.commit()
    asks = (f"/events/{planned.id}/edit", f"/lessons/suggest?kind={VISIT}&partner_codes=FR")
    low = client_as("planner", ceiling=Marking.OFFICIAL)
    for ask in asks:
        assert "Quetzalcoatl" not in low.get(ask).html
        assert "Quetzalcoatl" in client_as("planner").get(ask).html
    assert "OFFICIAL-SENSITIVE" in client_as("planner").get(asks[1]).text
    whole = client_as("planner").get(asks[0]).html
    assert "marking-top marking-2" in whole


def test_the_form_of_what_is_past_plans_nothing_any_more(client_as, office):
    past = make_event(["FR"], kind=VISIT, state=EventState.EXECUTED)
    db.session.commit()
    page = client_as("planner").get(f"/events/{past.id}/edit")
    assert page.status == 200
    assert HEADING not in page.text
