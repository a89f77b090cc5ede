"""The list of users, declared once; it has no files."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.filtering import UserFilter
from planner.accounts.models import User
from planner.web.filters import nations
from planner.web.lists.columns import ListColumn, RowList


def roles(user: User, _about: Any) -> str:
    """Return the roles in words, by name."""
    return ", ".join(sorted(str(role.label) for role in user.role_set))


def scope(user: User, _about: Any) -> str:
    """Return the nations that the user works on."""
    if user.has_all_nations:
        return str(_("All nations"))
    return nations([nation.code for nation in user.nations])


def ceiling(user: User, _about: Any) -> str:
    """Return the highest marking that the user may see."""
    return str(user.ceiling.label)


USERS = RowList(
    "users",
    _l("Users"),
    (
        ListColumn("name", _l("Name"), "name", where="page"),
        ListColumn("roles", _l("Roles"), roles, where="page"),
        ListColumn("nations", _l("Nations in scope"), scope, where="page"),
        ListColumn("ceiling", _l("Highest marking"), ceiling, where="page"),
        ListColumn("signed_in", _l("Signed in"), "signed_in_at", "moment", where="page"),
    ),
    address=lambda user: url_for("users.edit", user_id=user.id),
    endpoint="users.index",
    narrowed_by=UserFilter,
)
