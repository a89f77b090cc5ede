"""Sign-in through Flask-Security: which of its views exist, and who may call them."""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort
from flask.typing import ResponseReturnValue
from flask_security import Security, SQLAlchemyUserDatastore, UserMixin

from planner.accounts.forms import SignInForm
from planner.accounts.models import User
from planner.accounts.queries import user_of_session
from planner.accounts.session_actions import fingerprint_of
from planner.db import db
from planner.web.access import ANYONE, may
from planner.web.limits import SIGN_IN, address, limiter

View = Callable[..., Any]


class UserStore(SQLAlchemyUserDatastore):
    """Finds users; roles are granted by rows of our own, not by Flask-Security."""

    def __init__(self) -> None:
        super().__init__(db, User, None)  # type: ignore[arg-type]

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> UserMixin | None:
        """Return the user of a session's key or of another attribute.

        What the cookie carries where Flask-Login expects the user's key is the key of an
        open session: whoever is asked for by key is asked for by session.
        """
        if set(wanted) == {"fs_uniquifier"} and not case_insensitive:
            return user_of_session(fingerprint_of(wanted["fs_uniquifier"]))
        return super().find_user(case_insensitive, **wanted)


def init_security(app: Flask, wrap_sign_in: Callable[[View], View]) -> None:
    """Set Flask-Security up: argon2id, generic answers, our sign-in page, no other view."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a method
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_URL_PREFIX="",
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/unused/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_VERIFY_URL="/unused/verify",
        SECURITY_STATIC_FOLDER_URL="/unused/static",
        SECURITY_POST_LOGIN_VIEW="desk.index",
        SECURITY_POST_LOGOUT_VIEW="security.login",
        SECURITY_LOGIN_USER_TEMPLATE="accounts/sign_in.html",
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_API_ENABLED_METHODS=["session"],
    )
    Security(app, UserStore(), login_form=SignInForm)
    views = app.view_functions
    shut_unused(views)
    limited = limiter.limit(SIGN_IN, key_func=address, methods=["POST"])(
        wrap_sign_in(views["security.login"])
    )
    views["security.login"] = may(ANYONE)(limited)


def shut_unused(views: dict[str, Callable[..., Any]]) -> None:
    """Answer 404 for the views of Flask-Security that Rapport has no use for."""

    @may(ANYONE)
    def not_here(**_parts: str) -> ResponseReturnValue:
        abort(404)

    for endpoint in views:
        if endpoint.startswith("security.") and endpoint != "security.login":
            views[endpoint] = not_here
