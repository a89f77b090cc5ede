"""How an owner is named: somebody who left is shown as such, wherever an owner stands."""

from typing import Any

from flask_babel import gettext as _


def named(name: str | None, is_active: bool | None = True) -> str:
    """Return the name of an owner; “Maj Smith (left)” once they were deactivated."""
    if not name or is_active is None or is_active:
        return name or ""
    words: str = _("%(name)s (left)", name=name)
    return words


def owner_name(user: Any) -> str:
    """Return how a user is named as an owner; empty for nobody."""
    return named(user.name, user.active) if user else ""
