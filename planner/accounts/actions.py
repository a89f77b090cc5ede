"""What is done to users: added, changed, deactivated."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from planner.accounts.models import RoleGrant, User
from planner.accounts.password_strength import check_strength
from planner.accounts.passwords import one_time_password, set_password
from planner.accounts.queries import other_active_administrators, user_by_email
from planner.accounts.session_actions import leave_elsewhere
from planner.choices import Role
from planner.db import db
from planner.errors import RuleBroken
from planner.partners.actions import known_nations
from planner.shapes.user import NewUser, WrittenUser


def add_user(
    new: NewUser, *, now: datetime, password: str | None = None
) -> tuple[User, str | None]:
    """Add a user; return them and the one-time password made when none was given."""
    if user_by_email(new.email):
        raise RuleBroken(_("There is a user with this address already."))
    user = User(
        email=new.email.lower(),
        name=new.name,
        ceiling=new.ceiling,
        fs_uniquifier="",
        created_at=now,
    )
    once = None if password else one_time_password()
    if password:
        check_strength(password, email=new.email, name=new.name)
    set_password(user, password or once or "", is_one_time=not password)
    give_roles(user, new.roles)
    give_nations(user, has_all_nations=new.has_all_nations, codes=new.nations)
    db.session.add(user)
    db.session.flush()
    return user, once


def edit_user(user: User, written: WrittenUser, *, by_id: int | None) -> User:
    """Change what a user may do and see; it holds from their next request."""
    is_losing = Role.ADMINISTRATOR in user.role_set and Role.ADMINISTRATOR not in written.roles
    if is_losing and user.id == by_id:
        raise RuleBroken(_("You cannot take the administrator’s role from yourself."))
    if is_losing:
        keep_an_administrator(user)
    user.name, user.ceiling = written.name, written.ceiling
    give_roles(user, written.roles)
    give_nations(user, has_all_nations=written.has_all_nations, codes=written.nations)
    return user


def give_roles(user: User, roles: Sequence[Role]) -> None:
    """Grant exactly these roles."""
    if not roles:
        raise RuleBroken(_("Choose at least one role."))
    kept = [grant for grant in user.grants if grant.role in roles]
    missing = set(roles) - {grant.role for grant in kept}
    if missing or len(kept) != len(user.grants):
        user.grants = [*kept, *(RoleGrant(role=role) for role in sorted(missing))]
        touch(user)


def give_nations(user: User, *, has_all_nations: bool, codes: Sequence[str]) -> None:
    """Set the nations in scope: all, or exactly these."""
    if not has_all_nations and not codes and user.role_set != {Role.ADMINISTRATOR}:
        raise RuleBroken(_("Choose the nations that this user works with, or all nations."))
    user.has_all_nations = has_all_nations
    wanted = [] if has_all_nations else known_nations(codes)
    if {nation.code for nation in user.nations} != {nation.code for nation in wanted}:
        user.nations = wanted
        touch(user)


def touch(user: User) -> None:
    """Let a change of roles or nations alone count as a change of the user's row."""
    flag_modified(user, "name")


def keep_an_administrator(user: User) -> None:
    """Raise RuleBroken when the office would be left without an active administrator."""
    if other_active_administrators(user) == 0:
        raise RuleBroken(_("This is the last active administrator. Make another one first."))


def deactivate_user(user: User, *, by_id: int | None) -> User:
    """Shut a user out at once; what they wrote stays."""
    if user.id == by_id:
        raise RuleBroken(_("You cannot deactivate yourself."))
    if Role.ADMINISTRATOR in user.role_set and user.active:
        keep_an_administrator(user)
    user.active = False
    user.fs_uniquifier = uuid4().hex
    leave_elsewhere(user)
    return user


def reactivate_user(user: User) -> User:
    """Let a user in again."""
    user.active = True
    return user
