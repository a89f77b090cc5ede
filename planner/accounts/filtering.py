"""What the list of users is narrowed to."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l

from planner.accounts.models import User
from planner.text.folding import fits
from planner.web.lists.filters import FilterPart, ListFilter


def holds_words(wanted: Any, _about: Any, user: User) -> bool:
    """Say whether a user's name or address holds the words looked for."""
    return fits(f"{user.name} {user.email}", wanted.q)


@dataclass(frozen=True)
class UserFilter(ListFilter):
    """Which users are wanted; an office has few, so they are looked through once loaded."""

    parts: ClassVar = (FilterPart("q", _l("Name or address"), fits=holds_words),)

    q: str = ""
