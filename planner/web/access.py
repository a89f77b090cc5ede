"""Who may call a view: every view declares it; and who is looking."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, current_app, g
from flask.typing import ResponseReturnValue

from planner.db import db
from planner.viewers import EVERYTHING, NOBODY, PERMISSIONS, Viewer

ANYONE = "anyone"
SIGNED_IN = "signed in"
PERMISSION_ATTRIBUTE = "may"

View = Callable[..., ResponseReturnValue]


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


@contextmanager
def seeing_as(found: Viewer) -> Iterator[None]:
    """Look as somebody else for a while, at rows that are read anew; then as before."""
    before = g.get("viewer", NOBODY)
    db.session.flush()
    db.session.expire_all()
    set_viewer(found)
    try:
        yield
    finally:
        set_viewer(before)
        db.session.expire_all()


def everything() -> Viewer:
    """Return the viewer for upkeep inside a request, such as finding a feed by its token."""
    return EVERYTHING
