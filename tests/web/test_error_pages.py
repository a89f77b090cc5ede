"""Every error is a page in the product's look that says what to do, and tells no more."""

import pytest
from flask import abort
from sqlalchemy.exc import OperationalError

from planner.app import create_app
from planner.errors import NotAllowed, RuleBroken
from planner.web.access import ANYONE, may
from planner.web.errorpages import SHOWN
from tests.pages import PageClient

SECRET = "the password of the database"
TITLES = {
    400: "could not be read",
    403: "may not",
    404: "not here",
    405: "needs its button",
    409: "Someone else was quicker",
    413: "too large",
    414: "address is too long",
    422: "could not be done",
    429: "Too many tries",
    500: "Something went wrong",
}


@pytest.fixture(scope="module")
def failing(app):
    """Return an application as it runs for users, with an address for every error."""
    made = create_app(
        {"RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"], "RATELIMIT_ENABLED": False}
    )

    @made.route("/fail/<int:code>", methods=["GET", "POST"])
    @may(ANYONE)
    def fail(code):
        abort(code)

    @made.route("/fail/bug")
    @may(ANYONE)
    def bug():
        raise ValueError(SECRET)

    @made.route("/fail/database")
    @may(ANYONE)
    def database():
        raise OperationalError(SECRET, {}, Exception(SECRET))

    @made.route("/fail/rule")
    @may(ANYONE)
    def rule():
        raise RuleBroken("The days are turned round.")

    @made.route("/fail/leave")
    @may(ANYONE)
    def leave():
        raise NotAllowed("Ask an approver.")

    return made


@pytest.mark.parametrize("code", SHOWN)
@pytest.mark.parametrize("role", [None, "planner", "administrator"])
def test_every_code_has_a_page_with_its_status_and_a_way_on(failing, client_as, code, role):
    page = PageClient(failing, client_as(role).user).get(f"/fail/{code}")

    assert page.status == code
    assert TITLES[code] in page.outline.title
    assert "/" in page.links
    assert page.headers["X-Request-Id"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("code", "shown"), [(401, 400), (418, 400), (502, 500), (503, 500)])
def test_other_codes_borrow_the_nearest_page(failing, code, shown):
    page = PageClient(failing, None).get(f"/fail/{code}")

    assert page.status == code
    assert TITLES[shown] in page.outline.title


@pytest.mark.parametrize("url", ["/fail/bug", "/fail/database"])
def test_a_bug_is_logged_and_tells_the_user_nothing(failing, caplog, url):
    page = PageClient(failing, None).get(url)

    assert page.status == 500
    assert SECRET not in page.html
    assert "Traceback" not in page.html
    assert page.headers["X-Request-Id"] in page.text
    assert "unexpected error: " in caplog.text
    assert "tests/web/test_error_pages.py:" in caplog.text
    assert SECRET not in caplog.text


def test_a_broken_rule_outside_a_form_is_its_sentence(failing):
    client = PageClient(failing, None)
    rule, leave = client.get("/fail/rule"), client.get("/fail/leave")

    assert (rule.status, leave.status) == (422, 403)
    assert TITLES[422] in rule.outline.title
    assert "The days are turned round." in rule.text
    assert "Ask an approver." in leave.text


def test_an_unknown_address_is_not_found_and_a_wrong_method_names_the_right_ones(failing):
    client = PageClient(failing, None)

    assert client.get("/no/such/page").status == 404
    page = client.open("DELETE", "/search")
    assert page.status == 405
    assert TITLES[405] in page.outline.title
    assert {"GET", "HEAD"} <= set(page.headers["Allow"].replace(" ", "").split(","))


def test_a_form_that_is_too_large_is_refused_before_it_is_read(failing):
    failing.config["MAX_CONTENT_LENGTH"], usual = 1000, failing.config["MAX_CONTENT_LENGTH"]
    try:
        page = PageClient(failing, None).post("/sign-in", {"email": "x" * 5000})
    finally:
        failing.config["MAX_CONTENT_LENGTH"] = usual

    assert page.status == 413
    assert TITLES[413] in page.outline.title


def test_a_form_with_too_many_fields_is_refused_too(failing):
    page = PageClient(failing, None).post("/sign-in", {f"f{n}": "x" for n in range(5000)})

    assert page.status in {400, 413}
    assert page.outline.h1
