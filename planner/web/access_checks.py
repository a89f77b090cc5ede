"""Every request is checked before its view: who is looking, and whether the view lets them in."""

from typing import Any

from flask import Flask, abort, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from planner.viewers import NOBODY
from planner.web.access import ANYONE, PERMISSION_ATTRIBUTE, SIGNED_IN, declared, set_viewer, viewer
from planner.web.content_notice import is_kept_from_content
from planner.web.intake import check_request
from planner.web.to_sign_in import ask_to_sign_in


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
