"""Cookies belong to the place where the product is mounted: its neighbours there get none."""

from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface


def cookie_path() -> str:
    """Return the path that our cookies are for: the whole host, or where we are mounted on it."""
    return request.script_root or "/"


def cookie_name(app: Flask | None = None) -> str:
    """Return the name of the session's cookie.

    `__Host-` tells browsers that the path is “/” (RFC 6265bis 4.1.3.2); below a path they take
    no such cookie, so there the name promises a secure connection alone.
    """
    name = str((app or current_app).config["SESSION_COOKIE_NAME"])
    return name.replace("__Host-", "__Secure-") if request.script_root else name


class MountedSessions(SecureCookieSessionInterface):
    """Flask's sessions in a cookie of the place where the product is mounted."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the cookie's name."""
        return cookie_name(app)

    def get_cookie_path(self, app: Flask) -> str:
        """Return the path that the cookie is for."""
        return cookie_path()
