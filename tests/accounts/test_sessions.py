"""A sign-in lives on the server: it is seen, ended, and a copied cookie dies with it."""

import re
import sqlite3
from contextlib import closing

import pytest

from planner.accounts.browsers import browser_of
from planner.accounts.models import KnownBrowser, OpenSession
from planner.accounts.queries import user_by_email
from planner.db import db
from planner.history.models import HistoryEntry
from tests.factories import make_user
from tests.pages import PageClient

PASSWORD = "three quiet herons"
ADA = "ada@rapport.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


@pytest.fixture
def enter(app, ada):
    """Return a function that signs Ada in with one more browser."""

    def make(agent=FIREFOX, at="192.0.2.1"):
        client = PageClient(app, None)
        page = client.open(
            "POST",
            "/sign-in",
            data={"email": ADA, "password": PASSWORD},
            headers={"User-Agent": agent},
            environ_base={"REMOTE_ADDR": at},
        )
        assert page.status == 303, page.text
        return client

    return make


def is_signed_in(client):
    return client.get("/account/").status == 200


def copy_of(client):
    """Return another client with the same cookies: what a thief would have."""
    other = PageClient(client.app, None)
    for cookie in client.client._cookies.values():
        other.client.set_cookie(cookie.key, cookie.value, domain="localhost")
    return other


def test_a_copied_cookie_is_dead_after_the_sign_out(enter):
    client = enter()
    thief = copy_of(client)
    assert is_signed_in(thief)

    client.post("/account/sign-out")

    assert not is_signed_in(thief)
    assert db.session.query(OpenSession).count() == 0
    again = copy_of(thief)
    assert "This sign-in was ended. Sign in again." in again.follow(again.get("/account/")).text


def test_the_cookie_holds_a_key_that_the_database_cannot_give(enter, ada):
    client = enter()
    with client.client.session_transaction() as session:
        key = session["_user_id"]
    [row] = db.session.query(OpenSession).all()

    assert len(row.key_hash) == 64
    assert key not in (row.key_hash, ada.fs_uniquifier)
    for stolen in (row.key_hash, ada.fs_uniquifier, "", str(ada.id)):
        with client.client.session_transaction() as session:
            session["_user_id"] = stolen
        assert not is_signed_in(client)


def test_the_account_page_tells_where_one_is_signed_in(enter):
    enter(IPHONE, at="2001:db8:1:2::9")
    here = enter(FIREFOX)

    text = here.get("/account/").text

    assert "Firefox on Linux this browser" in text
    assert re.search(r"Signed in here since \d+ \w+ \d{4}, \d\d:\d\d UTC\.", text)
    assert "Safari on iPhone" in text
    assert "2001:0db8:0001:0002::/64" in text
    assert text.count("Sign out there") == 1
    assert "The addresses of calendars open without signing in" in text


def test_who_may_have_no_calendar_is_told_of_none(client_as):
    assert "addresses of calendars" not in client_as("administrator").get("/account/").text


def test_another_browser_is_signed_out_from_here(enter):
    other, here = enter(IPHONE), enter()
    [url] = re.findall(r'action="(/account/sessions/\d+/end)"', here.get("/account/").html)

    page = here.post(url)

    assert "That browser is signed out." in here.follow(page).text
    assert not is_signed_in(other)
    assert is_signed_in(here)
    assert here.post(url).status == 404


def test_ending_the_session_in_use_is_signing_out(enter):
    here = enter()
    [row] = db.session.query(OpenSession).all()

    page = here.post(f"/account/sessions/{row.id}/end")

    assert page.location == "/sign-in"
    assert "You are signed out." in here.follow(page).text
    assert db.session.query(OpenSession).count() == 0


def test_nobody_ends_the_sessions_of_others(enter, client_as):
    here = enter()
    [row] = db.session.query(OpenSession).all()

    for role in ("planner", "administrator"):
        assert client_as(role).post(f"/account/sessions/{row.id}/end").status == 404
    for path in (f"/account/sessions/{row.id}/end", "/account/sessions/end-others"):
        assert PageClient(here.app, None).post(path).status == 403
    assert is_signed_in(here)


def test_one_signs_out_everywhere_else(enter, client_as):
    others, here, colleague = [enter(), enter(IPHONE)], enter(), client_as("planner")

    page = here.post("/account/sessions/end-others")

    assert "You are signed out everywhere else." in here.follow(page).text
    assert not any(is_signed_in(other) for other in others)
    assert is_signed_in(here)
    assert is_signed_in(colleague)
    assert db.session.query(KnownBrowser).count() == 1


def test_one_signs_out_everywhere(enter, client_as):
    others, here = [enter(), enter(IPHONE)], enter()

    page = here.post("/account/sessions/end-all")

    assert "You are signed out everywhere." in here.follow(page).text
    assert not any(is_signed_in(one) for one in (*others, here))
    assert db.session.query(KnownBrowser).count() == 0
    assert db.session.query(HistoryEntry).filter_by(verb="signed_out").count() == 1


def test_a_changed_password_ends_every_session_but_this(enter):
    other, here = enter(), enter()
    thief = copy_of(here)

    here.post(
        "/account/password",
        {"current": PASSWORD, "new": "seven green lanterns", "again": "seven green lanterns"},
    )

    assert is_signed_in(here)
    assert not is_signed_in(other)
    assert not is_signed_in(thief), "the key is a new one"


@pytest.mark.parametrize("step", ["reset", "deactivate", "sign-out"])
def test_an_administrator_ends_the_sessions_of_a_user(enter, ada, client_as, step):
    clients = [enter(), enter()]

    client_as("administrator").post(f"/users/{ada.id}/{step}")

    assert not any(is_signed_in(client) for client in clients)
    assert db.session.query(OpenSession).filter_by(user_id=ada.id).count() == 0


def test_the_history_tells_who_signed_whom_out(enter, ada, client_as):
    here, admin = enter(), client_as("administrator")
    here.post("/account/sign-out")
    enter()
    admin.post(f"/users/{ada.id}/sign-out")

    found = db.session.query(HistoryEntry).filter_by(verb="signed_out", subject_id=str(ada.id))
    assert [entry.by_id for entry in found.order_by(HistoryEntry.id)] == [ada.id, admin.user_id]


@pytest.mark.parametrize("command", ["lock", "reset"])
def test_a_command_ends_the_sessions_of_a_user(app, enter, ada, command):
    client = enter()
    db.session.commit()
    app.test_cli_runner(catch_exceptions=False).invoke(args=["user", command, ADA])
    db.session.expire_all()

    assert not is_signed_in(client)
    app.test_cli_runner(catch_exceptions=False).invoke(args=["user", "unlock", ADA])
    assert not is_signed_in(client), "letting in again does not bring an old session back"


def test_a_link_by_mail_ends_every_session(enter):
    from planner.accounts.password_actions import choose_password

    client = enter()
    new = "seven green lanterns"
    choose_password(user_by_email(ADA), new=new, again=new)

    assert not is_signed_in(client)


def test_a_session_is_found_in_the_statement_that_finds_the_user(enter, queries):
    client = enter()

    with queries() as seen:
        client.get("/account/password")

    assert sum("open_session" in statement for statement in seen) == 1
    assert "JOIN open_session" in next(s for s in seen if "open_session" in s)


def test_when_a_session_was_last_used_is_kept_once_a_minute(enter, hours):
    client = enter()
    [row] = db.session.query(OpenSession).all()
    before = row.seen_at

    hours(seconds=30)
    client.get("/account/password")
    assert row.seen_at == before
    hours(seconds=30)
    client.get("/account/password")
    assert (row.seen_at - before).total_seconds() == 60


def test_reading_goes_on_while_the_database_is_locked(app, enter, hours):
    client = enter()
    [row] = db.session.query(OpenSession).all()
    before = row.seen_at
    db.session.commit()
    hours(minutes=5)
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as rival:
        rival.execute("BEGIN IMMEDIATE")
        assert client.get("/account/password").status == 200
        rival.execute("ROLLBACK")
    db.session.refresh(row)
    assert row.seen_at == before
    with db.engine.connect() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert patience == 5000, "the next writer is as patient as ever"

    hours(minutes=2)
    client.get("/account/password")

    db.session.refresh(row)
    assert row.seen_at > before


def test_sessions_that_ran_out_are_neither_shown_nor_kept(enter, hours):
    enter(IPHONE)
    hours(minutes=63)
    here = enter()
    assert "iPhone" not in here.get("/account/").text
    hours(hours=13)
    enter()

    assert db.session.query(OpenSession).count() == 1


def test_a_session_ended_twice_at_the_same_moment_is_ended(enter):
    enter()
    [row] = db.session.query(OpenSession).all()
    with db.engine.connect() as rival:
        rival.exec_driver_sql("DELETE FROM open_session")
        rival.commit()

    db.session.delete(row)
    db.session.commit()

    assert db.session.query(OpenSession).count() == 0


def test_a_deleted_user_leaves_no_session(enter, ada):
    enter()
    other = make_user()
    db.session.delete(ada)
    db.session.commit()

    assert db.session.query(OpenSession).count() == 0
    assert db.session.query(KnownBrowser).count() == 0
    assert other.id


@pytest.mark.parametrize(
    ("agent", "found"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        (IPHONE, ("Safari", "iPhone")),
        (EDGE, ("Edge", "Windows")),
        ("", ("", "")),
        ("<script>alert(1)</script>", ("", "")),
    ],
)
def test_a_browser_is_kept_in_words_of_our_own(agent, found):
    assert browser_of(agent) == found


def test_a_browser_that_says_nothing_of_itself_is_another_browser(enter):
    assert "Another browser this browser" in enter("curl").get("/account/").text
