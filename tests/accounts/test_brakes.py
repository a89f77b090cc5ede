"""Who guesses is slowed down; who belongs here gets in."""

import re
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import flask_security.forms
import pytest

from planner import clock
from planner.accounts.brakes import KEPT, Brake, Try, hashed_name, rules
from planner.accounts.models import BrakeKind, KnownBrowser, OpenSession, SignInBrake
from planner.accounts.passwords import set_password
from planner.accounts.sign_in_actions import note_try
from planner.app import create_app
from planner.config import RETIRED, SettingsError, read_settings
from planner.db import db
from planner.viewers import EVERYTHING
from tests.factories import make_user
from tests.pages import PageClient

PASSWORD = "three quiet herons"
WRONG = "three loud herons"
ADA = "ada@rapport.example"
MOMENT = datetime(2030, 3, 1, 8, 0, tzinfo=UTC)
RULES = rules(5, timedelta(minutes=15))


@pytest.fixture(autouse=True)
def _still(hours):
    """Let time pass only where a test says so."""


def sign_in(client, email=ADA, password=PASSWORD, at="192.0.2.1"):
    return client.open(
        "POST",
        "/sign-in",
        data={"email": email, "password": password},
        environ_base={"REMOTE_ADDR": at},
    )


def stranger(app):
    return PageClient(app, None)


def wait_of(page):
    assert page.status == 429, page.text
    return int(page.headers["Retry-After"])


def fail(client, times=5, **where):
    for _ in range(times):
        assert sign_in(client, password=WRONG, **where).status == 422


@pytest.mark.parametrize("email", [ADA, "nobody@rapport.example"])
def test_after_some_wrong_tries_a_name_waits_at_an_address_whether_it_exists_or_not(
    nobody, ada, email
):
    fail(nobody, email=email)

    page = sign_in(nobody, email=email)

    assert wait_of(page) == 1
    assert "Too many wrong tries. Wait 1 second, then try again." in page.text
    assert "ada" not in page.text.lower().replace(email, "")


def try_at(moment, at="192.0.2.1", name=ADA):
    """Count a try as the page does; return the seconds it must wait instead."""
    wait = note_try(Try(hashed_name(name, "key"), at), by=RULES, now=moment)
    return int(wait.total_seconds())


def test_each_wait_is_twice_the_one_before_up_to_the_longest():
    moment, waits = MOMENT, []
    for _ in range(17):
        if wait := try_at(moment):
            waits.append(wait)
            moment += timedelta(seconds=wait)
            assert try_at(moment) == 0

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_long_wait_is_told_in_minutes(nobody, ada, hours):
    fail(nobody)
    db.session.query(SignInBrake).filter_by(kind=BrakeKind.PAIR).one().tries = 15

    assert "Wait 15 minutes, then try again." in sign_in(nobody).text


def test_waiting_helps_even_when_tried_meanwhile(nobody, ada, hours):
    fail(nobody)
    for _ in range(30):
        assert wait_of(sign_in(nobody)) == 1

    hours(seconds=1)

    assert sign_in(nobody).status == 303


def test_a_stranger_somewhere_never_keeps_the_owner_out_elsewhere():
    moment, tried = MOMENT, 0
    while tried < 60:  # as fast as the brake lets them, for half a day
        wait = try_at(moment)
        moment += timedelta(seconds=wait)
        tried += not wait

    assert moment - MOMENT > timedelta(hours=11)
    assert try_at(moment) == 900
    assert try_at(moment, at="198.51.100.7") == 0


def test_a_guesser_at_many_addresses_is_slowed_and_the_owner_waits_a_minute_at_most():
    moment, passed = MOMENT, 0
    for number in range(600):  # one try a second, for ten minutes
        moment += timedelta(seconds=1)
        passed += not try_at(moment, at=f"203.0.113.{number % 250}")

    assert passed < 20 + 6 + 10
    wait = try_at(moment, at="198.51.100.7")
    assert wait <= 60
    assert try_at(moment + timedelta(seconds=wait), at="198.51.100.7") == 0


def test_an_office_behind_one_address_signs_in_while_people_in_it_type_wrongly(
    nobody, ada, app, password_hash
):
    fail(nobody)
    for number in range(80):
        name_hash = hashed_name(f"typo{number}@rapport.example", "key")
        assert not note_try(Try(name_hash, "192.0.2.1"), by=RULES, now=clock.now())

    assert sign_in(stranger(app), email=make_colleague(password_hash)).status == 303


def make_colleague(password_hash):
    return make_user(email="grace@rapport.example", password=password_hash).email


def test_many_names_from_one_address_slow_the_address_and_no_other():
    waits = [try_at(MOMENT, name=f"guess{n}@rapport.example") for n in range(101)]

    assert waits == [0] * 100 + [1]
    assert try_at(MOMENT, at="198.51.100.7") == 0


def test_a_v6_household_is_one_address(nobody, ada):
    for number in range(5):
        fail(nobody, times=1, at=f"2001:db8:1:2::{number:x}")

    assert wait_of(sign_in(nobody, at="2001:db8:1:2:ffff::1")) == 1
    assert sign_in(nobody, at="2001:db8:1:3::1").status == 303


def test_a_browser_that_has_signed_in_before_stays_open_while_strangers_try(
    app, nobody, ada, client_as
):
    sign_in(nobody)
    nobody.post("/account/sign-out")
    name_hash = hashed_name(ADA, app.config["SECRET_KEY"])
    for at in ("192.0.2.1", *(f"203.0.113.{n}" for n in range(40))):
        for _ in range(8):
            note_try(Try(name_hash, at), by=RULES, now=clock.now())
    assert wait_of(sign_in(stranger(app), at="198.51.100.9")) <= 60

    assert sign_in(nobody).status == 303


def test_a_known_browser_has_a_brake_of_its_own(nobody, ada, app, hours):
    sign_in(nobody)
    nobody.post("/account/sign-out")
    fail(nobody)

    assert wait_of(sign_in(nobody)) == 1
    assert sign_in(stranger(app)).status == 303
    hours(seconds=1)
    assert sign_in(nobody).status == 303


def test_a_browser_is_known_for_those_who_signed_in_with_it_alone(nobody, ada, app, password_hash):
    sign_in(nobody)
    nobody.post("/account/sign-out")
    email = make_colleague(password_hash)
    fail(stranger(app), email=email)

    assert sign_in(nobody, email=email).status == 429


def browser_cookie(client):
    return client.client.get_cookie("rapport-browser").value


def test_one_browser_is_known_for_several_people(nobody, ada, app, password_hash):
    email = make_colleague(password_hash)
    for name in (ADA, email):
        sign_in(nobody, email=name)
        nobody.post("/account/sign-out")
    for name in (ADA, email):
        fail(stranger(app), email=name)
        assert sign_in(stranger(app), email=name).status == 429

    for name in (ADA, email):
        assert sign_in(nobody, email=name).status == 303
        nobody.post("/account/sign-out")


def test_the_key_of_a_browser_is_new_after_each_sign_in_and_kept_as_a_hash(nobody, ada):
    sign_in(nobody)
    first, [row] = browser_cookie(nobody), db.session.query(KnownBrowser).all()
    before = row.key_hash
    assert len(before) == 64
    nobody.post("/account/sign-out")
    sign_in(nobody)

    [row] = db.session.query(KnownBrowser).all()
    assert browser_cookie(nobody) != first
    assert row.key_hash != before


def test_the_cookie_of_a_browser_is_out_of_reach_for_scripts_and_other_sites(nobody, ada):
    page = sign_in(nobody)

    [cookie] = [c for c in page.headers.getlist("Set-Cookie") if c.startswith("rapport-browser=")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize("cookie", ["", "x", "WyJ4Il0.forged", "é" * 50, "[1]"])
def test_a_forged_cookie_makes_no_browser_known(nobody, ada, app, cookie):
    fail(nobody)
    other = stranger(app)
    other.client.set_cookie("rapport-browser", cookie, domain="localhost")

    assert sign_in(other).status == 429


def test_a_browser_is_a_stranger_again_after_a_reset(nobody, ada, client_as):
    sign_in(nobody)
    assert db.session.query(KnownBrowser).count() == 1

    client_as("administrator").post(f"/users/{ada.id}/reset")

    assert db.session.query(KnownBrowser).count() == 0


def test_a_success_forgets_the_failures_from_there_and_no_others(nobody, ada, app):
    fail(nobody, times=4)
    sign_in(nobody)

    fail(stranger(app), times=5)
    by_name = db.session.query(SignInBrake).filter_by(kind=BrakeKind.NAME).one()
    assert round(by_name.tries) == 9


def test_what_is_kept_is_purged(nobody, hours):
    fail(nobody, times=1, email="a@b.example")
    hours(days=KEPT.days + 1)
    fail(nobody, times=1, email="c@d.example", at="192.0.2.2")

    assert db.session.query(SignInBrake).filter_by(address="192.0.2.1").count() == 0
    assert db.session.query(SignInBrake).count() == 3


def test_an_empty_form_is_no_try(nobody, ada):
    for _ in range(30):
        assert sign_in(nobody, password="").status == 422

    assert sign_in(nobody).status == 303


def test_an_unknown_name_costs_the_same_statements_and_the_same_hashing(
    nobody, ada, queries, monkeypatch
):
    hashed = []
    monkeypatch.setattr(flask_security.forms, "hash_password", hashed.append)
    shapes = []
    for email in (ADA, "nobody@rapport.example"):
        with queries() as seen:
            assert sign_in(nobody, email=email, password=WRONG).status == 422
        shapes.append(len(seen) - sum("role_grant" in s or "user_nation" in s for s in seen))
    assert shapes[0] == shapes[1]
    assert hashed == [WRONG]


def test_the_rule_forgets_try_after_try():
    rule = Brake(5, timedelta(minutes=15), timedelta(minutes=15))

    assert rule.wait(4) == timedelta()
    assert rule.wait(5) == timedelta(seconds=1)
    assert rule.wait(10_000) == timedelta(minutes=15)
    assert rule.left(8, timedelta(minutes=45, seconds=8)) == 5
    assert rule.left(2, timedelta(days=1)) == 0


def test_settings_of_nothing_still_let_somebody_in():
    none = rules(0, timedelta())
    one = Try(hashed_name(ADA, "key"), "192.0.2.1")

    assert note_try(one, by=none, now=MOMENT) == timedelta()
    assert note_try(one, by=none, now=MOMENT) == timedelta(seconds=1)
    assert note_try(one, by=none, now=MOMENT + timedelta(seconds=1)) == timedelta()


@pytest.fixture(params=["sqlite", "postgresql"])
def other_app(request, tmp_path, own_database):
    app = create_app(own_database(request.param, tmp_path) | {"WTF_CSRF_ENABLED": False})
    yield app
    with app.app_context():
        db.engine.dispose()


def test_tries_of_the_same_moment_are_counted_one_after_the_other(other_app):
    let_through, together = [], Barrier(8)

    def attack():
        with other_app.app_context():
            db.session.info["viewer"] = EVERYTHING
            together.wait()
            one = Try(hashed_name(ADA, "key"), "192.0.2.1")
            if not note_try(one, by=RULES, now=MOMENT):
                let_through.append(one)
            db.session.commit()
            db.session.remove()

    threads = [Thread(target=attack) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(let_through) == 5


@pytest.mark.no_database
def test_signing_in_reading_and_signing_out_on_both_databases(other_app, hours):
    with other_app.app_context():
        db.session.info["viewer"] = EVERYTHING
        set_password(make_user(email=ADA, name="Ada"), PASSWORD)
        db.session.commit()
        client = stranger(other_app)
        fail(client, times=2)
        assert sign_in(client).status == 303
        [row] = db.session.query(OpenSession).all()
        hours(minutes=5)
        page = client.get("/account/")
        assert "Signed in here since 1 Mar 2030, 08:00 UTC." in page.text
        assert row.seen_at == MOMENT + timedelta(minutes=5)
        page = client.post("/account/sign-out")
        assert page.status == 303
        assert db.session.query(OpenSession).count() == 0
        assert sign_in(client).status == 303
        db.session.remove()


def test_an_administrator_is_told_on_desk_users_page_and_users_own(nobody, ada, client_as):
    admin = client_as("administrator")
    assert "failed sign-in" not in admin.get("/").text
    fail(nobody)
    for n in range(6):
        fail(nobody, times=1, at=f"203.0.113.{n}")

    words = "11 failed sign-ins for Ada from 7 addresses since"
    assert words in admin.get("/").text
    assert words in admin.get("/users/").text
    page = admin.get(f"/users/{ada.id}")
    assert words in page.text
    assert "203.0.113.5" in page.text
    assert words not in client_as("planner").get("/").text


def test_names_that_nobody_has_are_told_without_what_was_typed(nobody, client_as):
    fail(nobody, email="my-secret-password")
    for n in range(6):
        fail(nobody, times=1, email="my-secret-password", at=f"203.0.113.{n}")

    text = client_as("administrator").get("/users/").text
    assert "11 failed sign-ins with names that nobody here has" in text
    assert "secret" not in text


def test_an_administrator_lets_somebody_try_again_at_once(nobody, ada, client_as):
    fail(nobody)
    assert sign_in(nobody).status == 429
    admin = client_as("administrator")

    page = admin.post(f"/users/{ada.id}/forget-failures")

    assert "The failed sign-ins of Ada are forgotten." in admin.follow(page).text
    assert sign_in(nobody).status == 303
    assert client_as("planner").post(f"/users/{ada.id}/forget-failures").status == 403


@pytest.mark.parametrize("command", ["unlock", "reset"])
def test_a_command_lets_somebody_try_again_at_once(app, nobody, ada, command):
    fail(nobody)
    db.session.commit()
    done = app.test_cli_runner(catch_exceptions=False).invoke(args=["user", command, ADA])
    db.session.expire_all()
    once = re.search(r"One-time password: (\S+)", done.output)

    assert sign_in(nobody, password=once.group(1) if once else PASSWORD).status == 303


@pytest.mark.parametrize("name", RETIRED)
def test_a_setting_that_is_no_more_is_refused_with_the_new_name(name):
    with pytest.raises(SettingsError, match=r"no setting any more: .*RAPPORT_SIGN_IN_"):
        read_settings({name: "5"})
