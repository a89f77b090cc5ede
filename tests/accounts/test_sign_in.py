import pytest
from flask import session as flask_session

from planner.accounts.models import BrakeKind, SignInBrake, User
from planner.accounts.queries import user_by_email
from planner.app import create_app
from planner.choices import Role
from planner.db import db
from planner.web.limits import asker, limiter
from tests.pages import PageClient

PASSWORD = "three quiet herons"
WRONG = "three loud herons"


def sign_in(client, email="ada@rapport.example", password=PASSWORD, **more):
    return client.post("/sign-in", {"email": email, "password": password, **more})


def failures():
    return sum(brake.failures for brake in db.session.query(SignInBrake))


def is_signed_in(client):
    return client.get("/account/").status == 200


def test_the_right_password_leads_to_the_start_page(nobody, ada):
    page = sign_in(nobody, email=" Ada@Rapport.example ")

    assert (page.status, page.location) == (303, "/")
    assert is_signed_in(nobody)
    assert ada.signed_in_at is not None
    assert failures() == 0


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(nobody, ada):
    wrong = sign_in(nobody, password=WRONG)
    unknown = sign_in(nobody, email="nobody@rapport.example")

    assert wrong.status == unknown.status == 422
    assert "The address or the password is wrong." in wrong.text
    assert wrong.text == unknown.text
    assert not is_signed_in(nobody)


def test_a_deactivated_user_gets_the_same_answer_as_a_wrong_password(nobody, ada):
    ada.active = False

    page = sign_in(nobody)

    assert page.status == 422
    assert "The address or the password is wrong." in page.text


def test_an_empty_form_says_what_to_enter(nobody):
    page = sign_in(nobody, email="", password="")

    assert page.status == 422
    assert "Enter your e-mail address" in page.text
    assert "Enter your password" in page.text


def test_typed_names_are_kept_only_as_hashes(nobody):
    sign_in(nobody, email="my-secret-password", password="x")

    kept = db.session.query(SignInBrake).filter_by(kind=BrakeKind.PAIR).one()
    assert "secret" not in kept.name_hash
    assert len(kept.name_hash) == 64


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
    ],
)
def test_a_foreign_address_to_go_to_is_refused(nobody, ada, address):
    assert sign_in(nobody, next=address).location in {"/", ""}


def test_the_sign_in_goes_on_to_where_the_reader_was_going(nobody, ada):
    asked = nobody.get("/account/")
    page = nobody.get(asked.location)

    assert 'name="next" value="/account/"' in page.html
    assert sign_in(nobody, next="/account/").location == "/account/"


def test_a_session_ends_after_an_idle_time(nobody, ada, hours):
    sign_in(nobody)
    hours(minutes=50)
    assert is_signed_in(nobody)
    hours(minutes=50)
    assert is_signed_in(nobody)

    hours(minutes=61)

    asked = nobody.get("/account/")
    assert asked.location.startswith("/sign-in")
    assert "without activity" in nobody.follow(asked).text


def test_a_session_ends_after_its_longest_time_however_busy(nobody, ada, hours):
    sign_in(nobody)
    for _ in range(23):
        hours(minutes=30)
        assert is_signed_in(nobody)

    hours(minutes=30)

    assert "time limit" in nobody.follow(nobody.get("/account/")).text


def test_nothing_from_before_the_sign_in_stays_in_the_session(nobody, ada):
    with nobody.client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["csrf_token"] = "planted"

    sign_in(nobody)

    with nobody.client.session_transaction() as session:
        assert "planted" not in session
        assert "csrf_token" not in session


def test_signing_out_ends_the_session(nobody, ada):
    sign_in(nobody)

    page = nobody.post("/account/sign-out")

    assert page.status == 303
    assert "You are signed out." in nobody.follow(page).text
    assert not is_signed_in(nobody)


def test_signing_out_is_never_a_mere_link(nobody):
    assert nobody.get("/account/sign-out").status == 405


def test_a_deactivated_user_is_out_at_once(nobody, ada):
    sign_in(nobody)
    ada.active = False

    assert not is_signed_in(nobody)


def test_the_views_that_are_not_used_do_not_exist(app, nobody):
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("security.") and rule.endpoint != "security.login":
            method = "GET" if "GET" in rule.methods else "POST"
            assert nobody.open(method, rule.rule.replace("<path:filename>", "x")).status == 404


def test_a_post_without_its_token_is_refused(app, nobody, ada):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert sign_in(nobody).status == 400
        found = nobody.get("/sign-in").html.partition('name="csrf_token" value="')[2]
        token = found.partition('"')[0]
        assert sign_in(nobody, csrf_token=token).status == 303
        assert nobody.post("/account/sign-out").status == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_requests_are_limited_and_say_when_to_come_back(app):
    settings = {"RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"], "TESTING": True}
    limited = create_app(settings | {"WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": True})
    client = PageClient(limited, None)
    try:
        pages = [sign_in(client, email="") for _ in range(241)]
    finally:
        limiter.enabled = False

    assert [page.status for page in pages] == [422] * 240 + [429]
    assert int(pages[-1].headers["Retry-After"]) > 0
    assert "Too many tries in a short time" in pages[-1].text


def test_an_office_behind_one_address_is_counted_by_session(app, client_as):
    colleagues = [client_as("planner"), client_as("viewer")]
    asked = []
    for client in colleagues:
        with client.client.session_transaction() as session:
            key = session["_user_id"]
        with app.test_request_context():
            flask_session["_user_id"] = key
            asked.append(asker())
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        asked.append(asker())

    assert len(set(asked)) == 3
    assert asked[-1] == "192.0.2.1"


def test_a_one_time_password_must_be_changed_before_anything_else(nobody, ada):
    ada.must_change_password = True
    sign_in(nobody)

    assert nobody.get("/account/").location == "/account/password"
    page = nobody.post(
        "/account/password",
        {"current": PASSWORD, "new": "seven green lanterns", "again": "seven green lanterns"},
    )

    assert page.status == 303
    assert is_signed_in(nobody)
    assert not user_by_email("ada@rapport.example").must_change_password


def test_roles_hold_from_the_next_request(client_as):
    client = client_as("administrator")
    assert client.get("/users/").status == 200
    user = db.session.get(User, client.user_id)
    user.grants[0].role = Role.VIEWER

    assert client.get("/users/").status == 403
