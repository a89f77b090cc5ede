"""One check for likely doubles behind every way of adding a person."""

import re
from datetime import date

import pytest

from planner.choices import AttendanceState, EventState, Marking, Role
from planner.db import db
from planner.history.models import HistoryEntry
from planner.participants.actions import add_person, edit_person
from planner.participants.double_queries import Typed, people_alike
from planner.participants.doubles import MayBeTheSame
from planner.participants.erasing_actions import delete_person
from planner.participants.models import Person, TwoPeople
from planner.participants.names import name_key
from planner.shapes.person import WrittenPerson
from planner.shapes.same_person import SamePerson
from planner.viewers import EVERYTHING, Viewer, acting_as
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_nation,
    make_organisation,
    make_own_nation,
    make_person,
    make_user,
)

FRENCH = Viewer(None, frozenset({Role.PLANNER}), Marking.OFFICIAL, frozenset({"FR"}))
QUESTION = "Is this the same person?"


def known(name, nation="FR", **fields):
    return make_person(nation, name=name, name_key=name_key(name), **fields)


def alike(name, nation="FR", **fields):
    return [one.person.name for one in people_alike(Typed(name, nation, **fields))]


def people():
    return db.session.query(Person).count()


def pairs():
    return [(row.first_id, row.second_id) for row in db.session.query(TwoPeople)]


def value(page, beginning):
    """Return the value of the answer that begins so."""
    return re.search(rf'type="radio" name="[\w-]*answer" value="({beginning}[\d-]*)"', page.html)[1]


@pytest.mark.parametrize(
    ("on_record", "typed"),
    [
        ("Élodie Martin", "MARTIN, Elodie"),
        ("Sean O’Brien", "sean obrien"),
        ("Arjun Singh", "Singh"),
        ("Singh", "Arjun Singh"),
        ("Jean-Luc Petit", "Jean Luc Petit"),
    ],
)
def test_a_name_is_known_again_within_its_nation(on_record, typed):
    known(on_record)

    assert alike(typed) == [on_record]
    assert alike(typed, "ID") == []


def test_an_address_or_a_native_name_is_the_persons_in_any_nation():
    known("Budi", "ID", email="Budi@Mail.example")
    known("Somchai", "TH", name_native="สมชาย ใจดี")
    known("Иван Петров", "BG")

    assert alike("Someone Else", email=" budi@mail.EXAMPLE ") == ["Budi"]
    assert alike("Someone Else", name_native="ใจดี สมชาย") == ["Somchai"]
    assert alike("สมชาย ใจดี") == ["Somchai"]
    assert alike("Ivan Petrov", name_native="Петров Иван") == ["Иван Петров"]
    assert alike("Someone Else", email="other@mail.example", name_native="李明") == []


def test_the_likeliest_come_first():
    known("Jean Martin")
    known("Martin")
    known("Somebody", "ID", email="jm@example.org")

    assert alike("Jean Martin", email="jm@example.org") == ["Somebody", "Jean Martin", "Martin"]


def test_nobody_is_told_of_people_whom_they_may_not_see():
    make_nation("FR")
    known("Budi Sitorus", "ID", email="budi@example.org")

    with acting_as(db.session, FRENCH):
        assert alike("Budi Sitorus", "ID") == []
        assert alike("Somebody", email="budi@example.org") == []
        added = add_person(
            WrittenPerson(name="Budi", nation_code="FR", email="budi@example.org"),
            viewer=FRENCH,
            now=NOW,
        )
    assert added.id


def test_the_action_itself_asks_so_no_way_can_forget_to():
    make_nation("FR")
    first = add_person(
        WrittenPerson(name="Jean Martin", nation_code="FR"), viewer=EVERYTHING, now=NOW
    )

    with pytest.raises(MayBeTheSame, match="Jean Martin"):
        add_person(WrittenPerson(name="J. Martin", nation_code="FR"), viewer=EVERYTHING, now=NOW)
    third = known("Martin")
    with pytest.raises(MayBeTheSame):  # the answer was about one, and there are two
        add_person(
            WrittenPerson(
                name="J. Martin", nation_code="FR", answer=SamePerson(apart=frozenset({first.id}))
            ),
            viewer=EVERYTHING,
            now=NOW,
        )
    both = SamePerson(apart=frozenset({first.id, third.id}))
    second = add_person(
        WrittenPerson(name="J. Martin", nation_code="FR", answer=both), viewer=EVERYTHING, now=NOW
    )
    assert sorted(pairs()) == sorted([(first.id, second.id), (third.id, second.id)])


def test_two_people_are_asked_about_once():
    make_nation("FR")
    first = known("Jean Martin")
    apart = SamePerson(apart=frozenset({first.id}))
    second = add_person(
        WrittenPerson(name="Jean Martin", nation_code="FR", answer=apart),
        viewer=EVERYTHING,
        now=NOW,
    )

    edit_person(
        second, WrittenPerson(name="Jean R. Martin", nation_code="FR"), viewer=EVERYTHING, now=NOW
    )
    edit_person(
        first, WrittenPerson(name="Jean Q. Martin", nation_code="FR"), viewer=EVERYTHING, now=NOW
    )
    other = known("Paul Roux")
    with pytest.raises(MayBeTheSame):
        edit_person(
            other, WrittenPerson(name="Jean Martin", nation_code="FR"), viewer=EVERYTHING, now=NOW
        )
    assert pairs() == [(first.id, second.id)]


def test_a_pair_goes_with_either_of_its_people():
    make_nation("FR")
    first = known("Jean Martin")
    apart = SamePerson(apart=frozenset({first.id}))
    second = add_person(
        WrittenPerson(name="Jean Martin", nation_code="FR", answer=apart),
        viewer=EVERYTHING,
        now=NOW,
    )

    delete_person(second, viewer=EVERYTHING)
    db.session.commit()
    assert pairs() == []


NEW = {
    "name": "Jean Martin",
    "nation_code": "FR",
    "post": "Attaché",
    "email": "jean@example.org",
    "purpose": "Exchange",
    "retention": "contact",
    "version": "",
}


@pytest.fixture
def met():
    """Return somebody met at an event, with where they belong."""
    make_own_nation()
    organisation = make_organisation("FR", name="Naval Staff")
    person = known("J. Martin", rank="Captain", organisation=organisation, post="Aide")
    event = make_event(
        ["FR"], title="Talks in Lyon", state=EventState.EXECUTED, starts_on=date(2030, 2, 4), days=2
    )
    make_attendance(event, person, state=AttendanceState.ATTENDED, has_attended=True)
    return person


def test_the_people_page_asks_and_tells_where_they_were_met(client_as, met):
    planner = client_as("approver", user=make_user(roles=[Role.APPROVER, Role.PLANNER]))
    page = planner.post("/people/new", NEW)

    assert page.status == 422
    for words in (QUESTION, "Captain J. Martin", "France", "Naval Staff", "Aide", "Talks in Lyon"):
        assert words in page.text
    assert "Last met 5 Feb 2030" in page.text
    assert 'value="Attaché"' in page.html
    assert people() == 1

    saved = planner.post("/people/new", NEW | {"answer": value(page, "apart")})
    assert saved.status == 303
    assert people() == 2
    assert len(pairs()) == 1
    assert "Is this" not in planner.get(saved.location).text


def test_an_event_that_the_reader_may_not_see_is_not_told(client_as, met):
    page = client_as("planner").post("/people/new", NEW)  # not their own event

    assert QUESTION in page.text
    assert "Talks in Lyon" not in page.text
    assert "Last met" not in page.text


def test_the_one_on_record_is_taken_and_its_blanks_are_filled(client_as, met):
    planner = client_as("planner")
    page = planner.post("/people/new", NEW)
    taken = planner.post("/people/new", NEW | {"answer": value(page, "is")})

    assert taken.location.endswith(f"/people/{met.id}")
    assert people() == 1
    assert (met.email, met.post, met.name) == ("jean@example.org", "Aide", "J. Martin")
    told = planner.get(taken.location).text
    assert "on record already" in told
    assert "Attaché" in told  # what was typed and not taken over is said


def test_an_answer_stays_when_something_else_is_wrong(client_as, met):
    planner = client_as("planner")
    answer = f"apart-{met.id}"
    page = planner.post("/people/new", NEW | {"answer": answer, "purpose": ""})

    assert page.status == 422
    assert re.search(rf'value="{answer}" checked', page.html)


@pytest.mark.parametrize("answer", ["is-", "apart", "is-99999999999", "yes", "apart-1-x"])
def test_an_answer_that_is_none_is_refused(client_as, met, answer):
    page = client_as("planner").post("/people/new", NEW | {"answer": answer})

    assert page.status == 422
    assert "Choose one of the answers" in page.text
    assert people() == 1


def test_somebody_chosen_who_may_not_be_seen_is_not_there(client_as):
    make_nation("FR")
    hidden = known("Budi", "ID")
    planner = client_as("planner", nations=["FR"])
    page = planner.post("/people/new", NEW | {"answer": f"is-{hidden.id}"})

    assert page.status == 422
    assert "not on record any more" in page.text


def test_a_changed_name_is_asked_about_and_an_unchanged_one_is_not(client_as, met):
    other = known("Paul Roux")
    planner = client_as("planner")
    sent = NEW | {"name": "Jean Martin", "email": "", "version": "1"}
    page = planner.post(f"/people/{other.id}/edit", sent)

    assert QUESTION in page.text
    assert 'value="is-' not in page.html
    answer = value(page, "apart")
    assert planner.post(f"/people/{other.id}/edit", sent | {"answer": answer}).status == 303
    again = planner.post(f"/people/{other.id}/edit", sent | {"version": "2", "post": "Chief"})
    assert again.status == 303


def test_the_events_page_asks_too_and_takes_the_one_on_record(client_as, met):
    desk = client_as("country_desk")
    event = make_event(["FR"], title="Port visit")
    url = f"/events/{event.id}/people/new"
    sent = {
        "new-name": "Jean Martin",
        "new-nation_code": "FR",
        "new-post": "Deputy",
        "new-role": "observer",
    }
    page = desk.post(url, sent)
    assert page.status == 422
    assert QUESTION in page.text
    assert "Talks in Lyon" in page.text
    assert 'value="Deputy"' in page.html
    assert people() == 1

    assert desk.post(url, sent | {"new-answer": value(page, "is")}).status == 303
    assert [row.person_id for row in event.attendances] == [met.id]
    twice = desk.post(url, sent | {"new-answer": f"is-{met.id}"})
    assert "on the list already" in twice.text
    assert desk.post(url, sent | {"new-answer": f"apart-{met.id}"}).status == 303
    assert people() == 2


def test_a_pair_is_history_only_for_who_may_see_people(client_as, met):
    planner = client_as("planner")
    planner.post("/people/new", NEW | {"answer": f"apart-{met.id}"})
    db.session.info["viewer"] = EVERYTHING
    (entry,) = db.session.query(HistoryEntry).filter_by(subject_kind="two_people")
    assert "Martin" not in f"{entry.subject_label} {entry.changes}"

    limited = Viewer(99, frozenset({Role.ADMINISTRATOR}), Marking.OFFICIAL, frozenset())
    with acting_as(db.session, limited):
        assert db.session.query(HistoryEntry).filter_by(subject_kind="two_people").count() == 0
    with acting_as(db.session, Viewer(1, frozenset({Role.PLANNER}), Marking.OFFICIAL, frozenset())):
        assert db.session.query(TwoPeople).count() == 0
