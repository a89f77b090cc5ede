"""Paths without a session: calendar clients get no cookie, and theirs is not read."""

from flask import Flask, Request, Response, current_app
from flask import request as present
from flask.sessions import SecureCookieSession, SessionInterface, SessionMixin


class Sessionless(SessionInterface):
    """The application's sessions, but none below one path (CALENDAR 22)."""

    def __init__(self, inner: SessionInterface, prefix: str) -> None:
        self.inner = inner
        self.prefix = prefix

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        """Return an empty session below the path."""
        if request.path.startswith(self.prefix):
            return SecureCookieSession()
        return self.inner.open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep nothing and say nothing of cookies below the path."""
        if not present.path.startswith(self.prefix):
            self.inner.save_session(app, session, response)


def without_session(app: Flask, prefix: str) -> None:
    """Serve everything below a path without session and cookie."""
    app.session_interface = Sessionless(app.session_interface, prefix)


def has_session() -> bool:
    """Say whether this request has a session; without one nothing can be forged on its back."""
    found = current_app.session_interface
    while isinstance(found, Sessionless):
        if present.path.startswith(found.prefix):
            return False
        found = found.inner
    return True
