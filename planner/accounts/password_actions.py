"""What is done to passwords: reset, asked for by mail, changed, chosen anew."""

from datetime import datetime

from flask_babel import gettext as _

from planner.accounts.models import User
from planner.accounts.password_strength import check_strength
from planner.accounts.passwords import is_password_of, one_time_password, set_password
from planner.accounts.queries import active_user
from planner.errors import RuleBroken
from planner.outbox.actions import post
from planner.outbox.models import Mail
from planner.shapes.user import AskedReset


def reset_password(user: User) -> str:
    """Give the user a one-time password and return it; their sessions end."""
    once = one_time_password()
    set_password(user, once, is_one_time=True)
    return once


def ask_for_link(asked: AskedReset, *, now: datetime) -> Mail:
    """Post the mail with a link to a new password; to nobody when nobody active has the address.

    Both cost the same, so that the answer tells nothing by its time.
    """
    found = active_user(asked.email)
    about = {"user_id": found.id if found else 0}
    return post("reset", found.email if found else "", about=about, now=now)


def change_password(user: User, *, current: str, new: str, again: str) -> User:
    """Change one's own password; every other session ends."""
    if not is_password_of(user, current):
        raise RuleBroken(_("The current password is wrong."))
    if current == new:
        raise RuleBroken(_("The new password must differ from the current one."))
    return choose_password(user, new=new, again=again)


def choose_password(user: User, *, new: str, again: str) -> User:
    """Set the password that the user typed twice."""
    if new != again:
        raise RuleBroken(_("The two new passwords differ. Type the same one twice."))
    check_strength(new, email=user.email, name=user.name)
    return set_password(user, new)
