"""Sign-in through Flask-Security: sessions, passwords and their limits."""

from datetime import timedelta

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from planner.accounts.models import User
from planner.db import db


class UserStore(SQLAlchemyUserDatastore):
    """Finds users; roles are granted by rows of our own, not by Flask-Security."""

    def __init__(self) -> None:
        super().__init__(db, User, None)  # type: ignore[arg-type]


def init_security(app: Flask) -> None:
    """Set Flask-Security up: argon2id, generic answers, rotation of the session at sign-in."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_URL_PREFIX="",
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/sign-in",
        SECURITY_LOGIN_USER_TEMPLATE="accounts/sign_in.html",
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_REDIRECT_VALIDATE_MODE=["absolute"],
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=int(app.config["RAPPORT_IDLE_MINUTES"])),
    )
    Security(app, UserStore())
