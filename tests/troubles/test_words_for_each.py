"""Busy, full, read-only, gone: different true sentences, and what was typed stays."""

import sqlite3

import psycopg
import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm.exc import StaleDataError

from planner.app import create_app
from planner.db import db
from planner.events.models import Event
from planner.participants.models import Person
from planner.troubles import FOR_OPERATORS, Trouble, of_state, sentence_for_operators, trouble_of
from planner.viewers import EVERYTHING
from planner.web.trouble_pages import RETRY_AFTER
from planner.web.trouble_words import WORDS
from tests.pages import PageClient
from tests.troubles.conftest import settings_for

pytestmark = pytest.mark.no_database

TROUBLES = {"held": Trouble.BUSY, "full": Trouble.FULL, "read_only": Trouble.READ_ONLY}
TYPED = {
    "name": "Anna Zöe",
    "nation_code": "FR",
    "purpose": "Takes part in events",
    "retention": "contact",
    "special_needs": "x" * 9000,
    "has_consent": "y",
}


@pytest.mark.parametrize("how", TROUBLES)
def test_a_form_that_cannot_be_saved_says_why_and_keeps_what_was_typed(office, how):
    client = office.client("planner")
    with getattr(office, how)():
        page = client.post("/people/new", TYPED)
    trouble = TROUBLES[how]
    assert str(WORDS[trouble].beside_form) in page.text
    assert [t for t in TROUBLES.values() if str(WORDS[t].beside_form) in page.text] == [trouble]
    assert 'value="Anna Zöe"' in page.html
    assert TYPED["special_needs"] in page.html
    assert page.status == 503
    assert page.headers.get("Retry-After") == ("10" if trouble is Trouble.BUSY else None)
    assert db.session.scalars(select(Person).filter_by(name="Anna Zöe")).all() == []
    saved = client.post("/people/new", TYPED)
    assert saved.status == 303, saved.text


@pytest.mark.parametrize("how", TROUBLES)
def test_signing_in_says_why_it_cannot(office, how):
    client = PageClient(office.app, None)
    with getattr(office, how)():
        page = client.post("/sign-in", {"email": "x@rapport.example", "password": "a b c d e f"})
    assert page.status == 503
    assert str(WORDS[TROUBLES[how]].title) in page.text
    assert "Nothing was saved" in page.text
    assert "a b c d e f" not in page.html


def test_a_file_opened_for_reading_alone_is_read(sqlite_office):
    url = f"sqlite:///file:{sqlite_office.file}?mode=ro&uri=true"
    app = create_app(settings_for(sqlite_office.file.parent.parent, url))
    client = sqlite_office.client("planner")
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        with client.client.session_transaction() as session:
            kept = dict(session)
        client.app, client.client = app, app.test_client()
        with client.client.session_transaction() as session:
            session.update(kept)
        assert client.get("/events/").status == 200
        assert str(WORDS[Trouble.READ_ONLY].beside_form) in client.post("/people/new", TYPED).text
        db.session.remove()
        db.engine.dispose()


def test_a_database_file_that_went_away_takes_nothing_until_it_is_back(sqlite_office):
    client = sqlite_office.client("planner")
    assert client.get("/events/").status == 200
    db.session.remove()
    hidden = sqlite_office.file.rename(sqlite_office.file.with_suffix(".hidden"))
    for page in (client.open_alone("GET", "/events/"), client.open_alone("POST", "/people/new")):
        assert page.status == 503
        assert "The database cannot be reached" in page.text
        assert page.headers["Retry-After"] == "30"
    assert client.open_alone("GET", "/health").status == 503
    assert not sqlite_office.file.exists()
    hidden.rename(sqlite_office.file)
    db.session.info["viewer"] = EVERYTHING
    assert client.get("/events/").status == 200


def test_a_replaced_file_is_opened_anew(sqlite_office):
    client = sqlite_office.client("planner")
    assert "Choir tour" in client.get("/events/").text
    db.session.remove()
    copy = sqlite_office.file.with_suffix(".copy")
    with sqlite3.connect(sqlite_office.file) as old, sqlite3.connect(copy) as new:
        old.backup(new)
        new.execute("UPDATE event SET title = 'Concert in Lyon'")
    old.close()
    new.close()
    copy.replace(sqlite_office.file)
    db.session.info["viewer"] = EVERYTHING
    assert "Concert in Lyon" in client.get("/events/").text


def test_what_is_no_database_is_told_from_a_lost_one(sqlite_office):
    client = sqlite_office.client("planner")
    db.session.remove()
    db.engine.dispose()
    sqlite_office.file.write_bytes(b"This was a database once. " * 500)
    page = client.open_alone("GET", "/events/")
    assert (page.status, "reports damage" in page.text) == (503, True)
    assert "Retry-After" not in page.headers


def test_a_missing_table_asks_for_the_migrations(sqlite_office):
    client = sqlite_office.client("planner")
    with sqlite3.connect(sqlite_office.file) as other:
        other.execute("ALTER TABLE lesson RENAME TO lesson_kept")
    other.close()
    page = client.get("/lessons/")
    assert (page.status, "not ready for this version" in page.text) == (503, True)


def test_a_server_that_is_down_is_told_and_found_again(stoppable_office, server_to_stop):
    client = stoppable_office.client("planner")
    address = f"/events/{stoppable_office.keys['event_id']}"
    assert client.get(address).status == 200
    db.session.remove()
    server_to_stop.halt()
    try:
        for path in ("/", address, "/people/", "/sign-in"):
            page = client.open_alone("GET", path)
            assert page.status == 503, path
            assert "The database cannot be reached" in page.text
            assert page.headers["Retry-After"] == "30"
        feed = client.open_alone("GET", f"/f/{stoppable_office.keys['token']}.ics")
        assert (feed.status, feed.html) == (503, "")
        sent = client.open_alone("POST", "/people/new", data=TYPED)
        assert sent.status == 503
        assert "Nothing was saved" in sent.text
        assert f'name="special_needs" value="{TYPED["special_needs"]}"' in sent.html
        assert "Send again" in sent.text
        reset = client.open_alone("POST", "/account/password", data={"new": "secret words here"})
        assert "secret words here" not in reset.html
    finally:
        server_to_stop.go_on()
    assert client.open_alone("GET", address).status == 200
    assert client.open_alone("POST", "/people/new", data=TYPED).status == 303


def kill_once(office, *, before):
    """Let the server end the connection just before a statement, once; return who listens."""
    done = []

    def kill(connection, _cursor, statement, *_rest):
        if not done and before in statement:
            pid = connection.connection.driver_connection.info.backend_pid
            with psycopg.connect(office.url.replace("+psycopg", ""), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            done.append(pid)

    event.listen(db.engine, "before_cursor_execute", kill)
    return done


@pytest.mark.parametrize("table", ["FROM user_account", "FROM event", "FROM history_entry"])
def test_a_connection_that_dies_while_a_page_is_made_is_replaced(postgres_office, table):
    client = postgres_office.client("country_desk")
    died = kill_once(postgres_office, before=table)
    statuses = [client.get(f"/events/{postgres_office.keys['event_id']}").status for _ in range(2)]
    assert died
    assert statuses == [503, 200] if table == "FROM user_account" else [200, 200]


def test_a_connection_that_dies_before_the_commit_costs_nothing(postgres_office):
    client = postgres_office.client("planner")
    died = kill_once(postgres_office, before="INSERT INTO person")
    assert client.post("/people/new", TYPED).status == 303
    assert died
    assert len(db.session.scalars(select(Person).filter_by(name="Anna Zöe")).all()) == 1


def test_a_connection_that_dies_at_the_commit_leaves_it_open_and_says_so(postgres_office):
    client = postgres_office.client("planner")
    done = []

    def kill(connection):
        if not done:
            pid = connection.connection.driver_connection.info.backend_pid
            with psycopg.connect(
                postgres_office.url.replace("+psycopg", ""), autocommit=True
            ) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            done.append(pid)

    db.session.commit()
    event.listen(db.engine, "commit", kill)
    page = client.open_alone("POST", "/people/new", data=TYPED)
    event.remove(db.engine, "commit", kill)
    assert done
    assert page.status == 503
    assert "It may have been saved: look before you send it again" in page.text
    assert "Anna Zöe" in page.html


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("40001", Trouble.CONFLICT),
        ("40P01", Trouble.CONFLICT),
        ("55P03", Trouble.BUSY),
        ("53300", Trouble.BUSY),
        ("53100", Trouble.FULL),
        ("25006", Trouble.READ_ONLY),
        ("57P01", Trouble.GONE),
        ("57P03", Trouble.GONE),
        ("08006", Trouble.GONE),
        ("42P01", Trouble.BEHIND),
        ("XX001", Trouble.DAMAGED),
        ("23505", None),
        ("22003", None),
    ],
)
def test_the_codes_of_postgresql(state, trouble):
    assert of_state(state) is trouble


def test_each_trouble_has_its_own_sentences():
    assert set(WORDS) == set(FOR_OPERATORS) == set(Trouble)
    for name in ("title", "what", "beside_form"):
        assert len({str(getattr(words, name)) for words in WORDS.values()}) == len(Trouble)
    assert len(set(FOR_OPERATORS.values())) == len(Trouble)
    assert set(RETRY_AFTER) == {Trouble.BUSY, Trouble.GONE}


def test_what_is_no_trouble_stays_a_mistake_of_ours():
    for error in (ValueError("x"), sqlite3.ProgrammingError("closed"), psycopg.ProgrammingError()):
        assert trouble_of(error) is None
    assert sentence_for_operators(ProgrammingError("x", {}, ValueError("x"))) is None
    assert trouble_of(StaleDataError()) is Trouble.CONFLICT
    lost = OperationalError("SELECT 1", {}, psycopg.OperationalError("server closed\nat once"))
    assert "(server closed)" in sentence_for_operators(lost)


def test_the_sentences_are_for_events_too(office):
    """The lists of one form stay as they were typed, not only its lines."""
    client = office.client("planner")
    with office.held():
        page = client.post(
            "/events/new",
            {
                "version": "0",
                "title": "Ski week",
                "kind": "cultural_event",
                "date_precision": "day",
                "starts_on": "2031-05-02",
                "ends_on": "2031-05-04",
                "modality": "in_person",
                "partner_codes": ["FR"],
                "marking": "1",
                "summary": "Snow at last",
            },
        )
    assert page.status == 503
    assert "The database is busy" in page.text
    assert "Snow at last" in page.html
    assert db.session.scalars(select(Event).filter_by(title="Ski week")).all() == []
