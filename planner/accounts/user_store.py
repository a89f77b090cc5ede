"""How Flask-Security finds a user: by the key of an open session."""

from typing import Any

from flask_security import SQLAlchemyUserDatastore, UserMixin

from planner.accounts.models import User
from planner.accounts.queries import user_of_session
from planner.accounts.session_actions import fingerprint_of
from planner.db import db


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
