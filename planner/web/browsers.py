"""The long-lived cookie by which a browser is known again: one key a user of this browser."""

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from planner.web.cookies import cookie_path

MOST = 8
"""How many people one browser is known for; whoever signed in longest ago is forgotten."""
LASTS = 180 * 24 * 3600  # seconds


def cookie_name() -> str:
    """Return the cookie's name, beside that of the session."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-browser"


def serializer() -> URLSafeSerializer:
    """Return what signs the cookie."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known-browser")


def browser_keys() -> list[str]:
    """Return the keys in the browser's cookie; none when it is missing or forged."""
    try:
        found = serializer().loads(request.cookies.get(cookie_name(), ""))
    except BadSignature:
        return []
    is_ours = isinstance(found, list) and all(isinstance(key, str) for key in found)
    return found[:MOST] if is_ours else []


def keep_browser_keys(response: Response, keys: list[str]) -> None:
    """Give the browser its keys, for half a year from now."""
    settings = current_app.config
    response.set_cookie(
        cookie_name(),
        str(serializer().dumps(keys[:MOST])),
        max_age=LASTS,
        path=cookie_path(),
        secure=settings["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
