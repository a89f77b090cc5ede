"""Truly simultaneous saves of different fields merge; what cannot merge is asked about."""

import contextvars
from threading import Barrier, Thread, get_ident

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from planner import connections
from planner.accounts.models import User
from planner.db import db
from planner.events.models import Event
from planner.participants.models import Person
from planner.partners.models import Organisation
from planner.web import again
from tests.served import PATIENCE

pytestmark = pytest.mark.no_database


def together(office, requests):
    """Send requests so that all have read their rows before the first of them writes."""
    barrier, waited, answers = Barrier(len(requests), timeout=PATIENCE), set(), {}

    def wait(session, _context, _instances):
        if get_ident() not in waited and get_ident() in threads:
            waited.add(get_ident())
            barrier.wait()

    def send(number, client, url, data):
        threads.add(get_ident())
        try:
            answers[number] = client.open_alone("POST", url, data=data)
        finally:
            if get_ident() not in waited:
                barrier.abort()

    threads: set[int] = set()
    db.session.commit()
    event.listen(Session, "before_flush", wait)
    try:
        running = [
            Thread(target=contextvars.Context().run, args=(send, number, *request))
            for number, request in enumerate(requests)
        ]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
    finally:
        event.remove(Session, "before_flush", wait)
    db.session.expire_all()
    return [answers[number] for number in range(len(requests))]


@pytest.fixture(autouse=True)
def patient(request, monkeypatch):
    """Let everybody wait for a lock as long as a busy machine may need."""
    for name in {"office", "sqlite_office", "postgres_office"} & set(request.fixturenames):
        request.getfixturevalue(name)
        monkeypatch.setattr(connections, "WAIT", 60_000)
        db.session.commit()
        db.engine.dispose()


def filled(client, url):
    """Return what a form sends when nobody touched it."""
    return client.fields(url)


PERSON_FIELDS = {
    "rank": "Colonel",
    "armed_service": "Army",
    "post": "Defence attaché",
    "languages": "French, Malay",
    "phone": "+33 1 00 00 00 00",
    "special_needs": "None",
    "name_native": "Жан",
    "email": "jean@rapport.example",
}


def test_people_who_save_different_fields_at_once_all_get_through(office):
    key = office.keys["person_id"]
    url = f"/people/{key}/edit"
    clients = [office.client("planner") for _ in PERSON_FIELDS]
    sent = [
        (client, url, filled(client, url) | {name: value})
        for client, (name, value) in zip(clients, PERSON_FIELDS.items(), strict=True)
    ]
    answers = together(office, sent)
    assert [page.status for page in answers] == [303] * len(sent), [
        page.text[:600] for page in answers if page.status != 303
    ]
    person = db.session.get(Person, key)
    assert {name: getattr(person, name) for name in PERSON_FIELDS} == PERSON_FIELDS


def test_the_same_field_is_asked_about(office):
    key = office.keys["person_id"]
    url = f"/people/{key}/edit"
    sent = []
    for rank in ("Colonel", "Commander"):
        client = office.client("planner")
        sent.append((client, url, filled(client, url) | {"rank": rank}))
    answers = together(office, sent)
    assert sorted(page.status for page in answers) == [303, 422]
    refused = next(page for page in answers if page.status == 422)
    assert "Choose which to keep" in refused.text
    kept = db.session.get(Person, key).rank
    assert kept in {"Colonel", "Commander"}
    assert kept in refused.text


def test_an_event_and_its_parts_merge(office):
    key = office.keys["event_id"]
    edit, nations = f"/events/{key}/edit", f"/events/{key}/nations"
    desk = [office.client("planner") for _ in range(3)]
    sent = [
        (desk[0], edit, filled(desk[0], edit) | {"title": "Choir and band tour"}),
        (desk[1], edit, filled(desk[1], edit) | {"summary": "Two weeks of songs"}),
        (desk[2], edit, filled(desk[2], edit) | {"partner_codes": ["FR", "AU"]}),
    ]
    answers = together(office, sent)
    assert [page.status for page in answers] == [303] * 3, [page.text[:900] for page in answers]
    found = db.session.get(Event, key)
    assert (found.title, found.summary) == ("Choir and band tour", "Two weeks of songs")
    assert {row.nation_code for row in found.partners} == {"FR", "AU"}
    assert desk[0].get(nations).status == 200


def test_the_same_link_made_twice_at_once_is_made_once(office):
    key, person = office.keys["event_id"], office.keys["person_id"]
    for row in db.session.get(Event, key).attendances:
        db.session.delete(row)
    db.session.commit()
    sent = [(office.client("planner"), f"/events/{key}/people/{person}/add", {}) for _ in range(2)]
    answers = together(office, sent)
    assert all(page.status in {303, 404} for page in answers)


def test_two_users_with_one_address_are_not_made(office):
    sent = {
        "email": "new@rapport.example",
        "name": "New",
        "roles": ["viewer"],
        "ceiling": "1",
        "has_all_nations": "y",
    }
    answers = together(office, [(office.client("administrator"), "/users/new", sent)] * 2)
    assert sorted(page.status for page in answers) == [200, 422], [p.text[:500] for p in answers]
    refused = next(page for page in answers if page.status == 422)
    assert "There is a user with this address already" in refused.text
    assert len(db.session.scalars(select(User).filter_by(email="new@rapport.example")).all()) == 1


def test_trying_anew_ends(sqlite_office, monkeypatch):
    """Somebody who is always quicker is told to the reader, after a bounded number of tries."""
    url, changes = f"/people/{sqlite_office.keys['person_id']}/edit", []
    table = Person.__table__

    def be_quicker(session, _context, _instances):
        if session.dirty:
            with db.engine.begin() as other:
                other.execute(table.update().values(version=table.c.version + 1))
            changes.append(1)

    client = sqlite_office.client("planner")
    data = filled(client, url) | {"rank": "Colonel"}
    db.session.commit()
    event.listen(Session, "before_flush", be_quicker)
    try:
        page = client.open_alone("POST", url, data=data)
    finally:
        event.remove(Session, "before_flush", be_quicker)
    assert "Somebody saved this at the same moment" in page.text
    assert 'value="Colonel"' in page.html
    assert len(changes) == again.STALE_TRIES + 1


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_serialization_failure_is_tried_once_more(postgres_office, level):
    with postgres_office.connected(f"SET default_transaction_isolation = '{level.lower()}'"):
        url = f"/people/{postgres_office.keys['person_id']}/edit"
        changes = {"rank": "Colonel", "post": "Attaché"}
        sent = []
        for name, value in changes.items():
            client = postgres_office.client("planner")
            sent.append((client, url, filled(client, url) | {name: value}))
        answers = together(postgres_office, sent)
        assert [page.status for page in answers] == [303, 303], [p.text[:500] for p in answers]
        person = db.session.get(Person, postgres_office.keys["person_id"])
        assert (person.rank, person.post) == ("Colonel", "Attaché")


def test_a_second_serialization_failure_is_told(postgres_office):
    db.session.commit()
    with db.engine.begin() as other:
        other.exec_driver_sql(
            "CREATE SEQUENCE tries; CREATE FUNCTION clash() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM nextval('tries'); RAISE EXCEPTION 'could not serialize' USING"
            " ERRCODE = '40001'; END $$;"
            " CREATE TRIGGER clash BEFORE INSERT ON organisation EXECUTE FUNCTION clash();"
        )
    sent = {"name": "Choir", "kind": "unit", "nation_code": "FR"}
    page = postgres_office.client("planner").post("/organisations/new", sent)
    assert page.status == 422
    assert "at the same moment" in page.text
    assert 'value="Choir"' in page.html
    tries = db.session.connection().exec_driver_sql("SELECT last_value FROM tries").scalar()
    assert tries == 2
    assert db.session.scalars(select(Organisation).filter_by(name="Choir")).all() == []
