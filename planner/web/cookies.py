"""Cookies belong to the place where the product is mounted: its neighbours there get none."""

from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface


def cookie_path() -> str:
    """Return the path that our cookies are for: where we are mounted on the host.

    Browsers take a `__Host-` cookie for the whole host alone (RFC 6265bis 4.1.3.2), and that no
    neighbour can forge it weighs more than that a neighbour is sent it.
    """
    is_of_host = current_app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    return "/" if is_of_host else request.script_root or "/"


class MountedSessions(SecureCookieSessionInterface):
    """Flask's sessions in a cookie of the place where the product is mounted."""

    def get_cookie_path(self, app: Flask) -> str:
        """Return the path that the cookie is for."""
        return cookie_path()
