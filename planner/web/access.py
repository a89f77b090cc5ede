"""Who may call a view: every view declares it, and a request without leave is refused."""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from planner.db import db
from planner.viewers import EVERYTHING, NOBODY, PERMISSIONS, Viewer
from planner.web.addresses import here_asked
from planner.web.intake import LONGEST_ADDRESS, check_request
from planner.web.targets import local_target

ANYONE = "anyone"
SIGNED_IN = "signed in"
PERMISSION_ATTRIBUTE = "may"

View = Callable[..., ResponseReturnValue]


class NotSignedIn(Forbidden):
    """Something was sent by nobody; `planner.web.kept_answers` says what became of it."""


def may(permission: str) -> Callable[[View], View]:
    """Declare who may call a view: a permission, SIGNED_IN or ANYONE."""
    if permission not in PERMISSIONS and permission not in {ANYONE, SIGNED_IN}:
        raise ValueError(f"no such permission: {permission}")

    def declare(view: View) -> View:
        setattr(view, PERMISSION_ATTRIBUTE, permission)
        return view

    return declare


def declared(app: Flask, endpoint: str) -> str | None:
    """Return what the view of an endpoint declared; None when it forgot to."""
    return getattr(app.view_functions[endpoint], PERMISSION_ATTRIBUTE, None)


def may_open(endpoint: str) -> bool:
    """Say whether whoever is looking may call the view of an endpoint; False for one unknown."""
    if endpoint not in current_app.view_functions:
        return False
    permission = declared(current_app, endpoint)
    return permission in {ANYONE, SIGNED_IN} or bool(permission and viewer().may(permission))


def viewer() -> Viewer:
    """Return who is looking at this page."""
    found: Viewer = g.viewer
    return found


def set_viewer(found: Viewer) -> None:
    """Set who is looking, for the page and for every select of its session."""
    g.viewer = found
    db.session.info["viewer"] = found
    db.session.info["request_id"] = g.get("request_id", "")


def find_viewer() -> None:
    """Find who is looking."""
    set_viewer(NOBODY)
    g.is_signed_in = current_user.is_authenticated
    if g.is_signed_in:
        set_viewer(current_user.as_viewer)


def check_access(app: Flask) -> ResponseReturnValue | None:
    """Refuse the request when its view does not let the viewer in."""
    if request.endpoint is None:
        return None  # the router's own 404 or 405 follows
    permission = declared(app, request.endpoint)
    if permission is None:
        abort(403)
    if permission == ANYONE:
        return None
    if not g.is_signed_in:
        return ask_to_sign_in()
    if permission != SIGNED_IN and not viewer().may(permission):
        abort(403)
    return None


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to the sign-in page, and back afterwards; refuse anything else."""
    if request.method != "GET":
        raise NotSignedIn
    return to_sign_in(here_asked())


def to_sign_in(target: str) -> ResponseReturnValue:
    """Return the way to the sign-in page, and from there to a page of ours."""
    asked = url_for("security.login", next=local_target(target))
    return redirect(asked if len(asked) < LONGEST_ADDRESS else url_for("security.login"), 303)


def init_access(app: Flask) -> None:
    """Check every request; give pages `viewer` and `may`."""
    setattr(app.view_functions["static"], PERMISSION_ATTRIBUTE, ANYONE)
    app.before_request(find_viewer)
    app.before_request(check_request)
    app.before_request(lambda: check_access(app))

    @app.context_processor
    def who_is_looking() -> dict[str, Any]:
        found = g.get("viewer", NOBODY)
        return {
            "viewer": found,
            "may": found.may,
            "is_signed_in": g.get("is_signed_in", False),
            "is_kept_from_content": is_kept_from_content(found),
        }


HOLDS_EVENTS = frozenset(
    {"calendars", "events", "feeds", "followups", "indicators", "institutions", "lessons", "media"}
    | {"desk", "nations", "objectives", "organisations", "outcomes", "programmes", "reports"}
    | {"requirements", "search"}
)
"""Parts of the product whose lists tell of events and what hangs on them."""


def is_kept_from_content(found: Viewer) -> bool:
    """Say whether a page tells of events to somebody whose roles show none (DOMAIN 3)."""
    return bool(found.roles) and not found.sees_content and request.blueprint in HOLDS_EVENTS


def everything() -> Viewer:
    """Return the viewer for upkeep inside a request, such as finding a feed by its token."""
    return EVERYTHING
