"""Pages of people: who sees whom, duplicates, export and erasure."""

import pytest

from planner.db import db
from planner.history.models import HistoryEntry
from planner.participants.models import Person
from planner.viewers import EVERYTHING
from tests.factories import make_attendance, make_nation, make_organisation, make_person

NEW = {
    "name": "Budi Sitorus",
    "nation_code": "ID",
    "purpose": "Exchange",
    "retention": "contact",
    "version": "",
}


def entries(verb, kind="person"):
    found = db.session.query(HistoryEntry).filter_by(subject_kind=kind, verb=verb)
    return found.all()


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_people_are_closed_to_roles_that_do_not_work_with_them(client_as, role):
    person = make_person()
    reader = client_as(role)

    for url in ("/people/", f"/people/{person.id}", "/people/suggest?q=per", "/people/new"):
        assert reader.get(url).status == 403


def test_a_person_of_another_nation_is_not_found(client_as):
    person = make_person("ID", name="Budi", name_key="budi")
    planner = client_as("planner", nations=["FR"])

    assert planner.get(f"/people/{person.id}").status == 404
    assert planner.get(f"/people/{person.id}/edit").status == 404
    assert "Budi" not in planner.get("/people/").text
    assert planner.get("/people/suggest?q=budi").text.strip() == ""


def test_a_planner_cannot_add_somebody_outside_their_nations(client_as):
    make_nation("ID")

    page = client_as("planner", nations=["FR"]).post("/people/new", NEW)

    assert page.status == 422
    assert db.session.query(Person).count() == 0


def test_a_person_is_added_and_edited(client_as):
    make_nation("ID")
    planner = client_as("planner")

    shown = planner.follow(planner.post("/people/new", NEW | {"rank": "Major"}))
    person = db.session.query(Person).one()
    planner.post(f"/people/{person.id}/edit", NEW | {"post": "Attaché", "version": "1"})

    assert "Major Budi Sitorus" in shown.text
    assert db.session.query(Person).one().post == "Attaché"
    assert person.created_by_id == planner.user_id


def test_special_needs_without_consent_are_refused_with_a_sentence(client_as):
    make_nation("ID")

    page = client_as("planner").post("/people/new", NEW | {"special_needs": "Halal food"})

    assert page.status == 422
    assert "Tick that the person agreed" in page.text


def test_the_purpose_is_asked_for(client_as):
    make_nation("ID")

    page = client_as("planner").post("/people/new", NEW | {"purpose": ""})

    assert "Say what it is kept for" in page.text


def test_an_approver_reads_a_person_without_special_needs(client_as):
    person = make_person(special_needs="Halal food", has_consent=True)

    assert "Halal food" not in client_as("approver").get(f"/people/{person.id}").text
    assert "Halal food" in client_as("planner").get(f"/people/{person.id}").text
    assert client_as("approver").get(f"/people/{person.id}/edit").status == 403


def test_reading_a_person_is_recorded_once_a_day(client_as):
    person = make_person()
    planner = client_as("planner")

    for _time in range(3):
        planner.get(f"/people/{person.id}")

    assert [entry.by_id for entry in entries("viewed")] == [planner.user_id]


def test_suggestions_are_items_that_fill_the_field_or_lead_to_the_record(client_as):
    person = make_person("FR", name="Élodie Martin", name_key="elodie martin", rank="")
    planner = client_as("planner")

    button = planner.get("/people/suggest?q=elo").response.get_data(as_text=True)
    link = planner.get("/people/suggest?q=elo&as=links").response.get_data(as_text=True)

    assert f'data-value="Élodie Martin" data-id="{person.id}"' in button
    assert f'href="/people/{person.id}"' in link
    assert planner.get("/people/suggest?q=e").text.strip() == ""
    assert planner.get("/people/suggest?q=elo&nation=ID").text.strip() == ""


def test_names_leave_only_with_a_reason_and_are_recorded(client_as):
    make_person("FR", name="=Élodie", name_key="elodie")
    make_person("ID", name="Budi", name_key="budi")
    desk = client_as("country_desk", nations=["FR"])

    refused = desk.post("/people/export", {"reason": "", "suffix": "csv"})
    file = desk.post("/people/export?q=elo", {"reason": "Seating at dinner", "suffix": "csv"})

    assert refused.status == 422
    assert file.headers["Content-Type"].startswith("text/csv")
    assert "Élodie" in file.text
    assert "Budi" not in file.text
    (entry,) = entries("exported", "list")
    assert entry.changes["reason"] == [None, "Seating at dinner"]
    assert entry.changes["rows"] == [None, 1]
    assert client_as("planner").get("/people/export").status == 403


def test_an_erased_person_is_gone_from_the_history_too(client_as):
    person = make_person("FR", name="Élodie Martin", email="elodie@example.org")
    make_attendance(person=person)
    key = person.id
    db.session.commit()
    desk = client_as("country_desk")

    page = desk.follow(desk.post(f"/people/{key}/erase"))

    assert f"Erased person {key}" in page.text
    db.session.info["viewer"] = EVERYTHING
    kept = [
        f"{entry.subject_label} {entry.changes}" for entry in db.session.query(HistoryEntry).all()
    ]
    assert not [words for words in kept if "lodie" in words]
    assert len(entries("erased")) == 1
    assert client_as("planner").post(f"/people/{key}/erase").status == 403


def test_somebody_who_took_part_is_not_deleted(client_as):
    person = make_attendance().person
    planner = client_as("planner")

    page = planner.follow(planner.post(f"/people/{person.id}/delete"))

    assert "took part in events" in page.text


def test_the_list_turns_pages_and_asks_few_questions(client_as, queries):
    organisation = make_organisation("FR")
    for number in range(60):
        make_person(
            name=f"Person {number:02}", name_key=f"person {number:02}", organisation=organisation
        )
    planner = client_as("planner")

    with queries() as seen:
        first = planner.get("/people/")
    following = next(link for link in first.links if "after=" in link)
    second = planner.get(following)

    assert len(seen) <= 10, seen
    assert "Person 49" in first.text
    assert "Person 50" not in first.text
    assert "Person 59" in second.text
    assert "50 of 60 rows." in first.text
