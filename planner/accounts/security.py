"""Sign-in through Flask-Security: which of its views exist, and who may call them."""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort
from flask.typing import ResponseReturnValue
from flask_security import Security

from planner.accounts.sign_in_forms import SignInForm
from planner.accounts.user_store import UserStore
from planner.web.access import ANYONE, may
from planner.web.limits import SIGN_IN, address, limiter

View = Callable[..., Any]


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
