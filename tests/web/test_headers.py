"""What every answer says to a browser, and the cookie behind TLS."""

import pytest

from planner.accounts.passwords import set_password
from planner.app import create_app
from planner.db import db
from planner.viewers import EVERYTHING
from tests.factories import make_event, make_user
from tests.pages import PageClient

PASSWORD = "three quiet herons"


@pytest.fixture
def private(app):
    """Return the application as it stands behind TLS."""
    return create_app(
        {
            "RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"],
            "RAPPORT_BASE_URL": "https://rapport.example",
            "RAPPORT_TRUSTED_PROXIES": "1",
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
        }
    )


def test_no_other_site_may_embed_any_answer(client_as, nobody_at):
    client, event = client_as("planner"), make_event()
    for path in (
        "/",
        f"/events/{event.id}",
        f"/events/{event.id}.ics",
        "/events/export.csv",
        "/static/css/base.css",
        "/f/no-such-feed.ics",
        "/no-such-page",
        "/account/sign-out",
        "/health",
        "/robots.txt",
    ):
        for answer in (client.get(path), nobody_at(path)):
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            answer.response.close()


@pytest.fixture
def nobody_at(app):
    return PageClient(app, None).get


def test_behind_tls_the_cookie_belongs_to_this_host_alone(private):
    db.session.info["viewer"] = EVERYTHING
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/planner"}
    answer = PageClient(private, None).get("/sign-in", headers=proxied)

    for cookie in answer.headers.getlist("Set-Cookie"):
        name, *parts = [part.strip() for part in cookie.split(";")]
        assert name.startswith("__Host-rapport")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(parts)
        assert not any(part.lower().startswith("domain") for part in parts)
    assert answer.headers.getlist("Set-Cookie")


def test_behind_tls_a_known_browser_is_kept_for_this_host_alone(private):
    user = make_user(email="ada@rapport.example")
    set_password(user, PASSWORD)
    proxied = {"X-Forwarded-Proto": "https"}
    answer = PageClient(private, None).post(
        "/sign-in", {"email": "ada@rapport.example", "password": PASSWORD}, headers=proxied
    )

    cookies = {c.partition("=")[0]: c for c in answer.headers.getlist("Set-Cookie")}
    assert set(cookies) == {"__Host-rapport", "__Host-rapport-browser"}
    for cookie in cookies.values():
        parts = {part.strip() for part in cookie.split(";")}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert "domain" not in cookie.lower()


def test_without_tls_the_cookie_has_its_plain_name(app):
    cookie = PageClient(app, None).get("/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("rapport=")
    assert "HttpOnly" in cookie
