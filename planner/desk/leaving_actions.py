"""Somebody leaves: what they own goes to colleagues in the same step, and can be given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.accounts.actions import deactivate_user, reactivate_user
from planner.accounts.models import User
from planner.calendars.actions import revoke_feed
from planner.db import db
from planner.desk.colleague_queries import may_hold
from planner.desk.held_queries import all_held, feeds_in_use, feeds_of, rows_of
from planner.desk.holding_queries import HOLDINGS, Holding
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.shapes.leaving import KEEP, NOBODY, Leaving
from planner.viewers import Viewer


@dataclass
class Left:
    """What was handed over when somebody left, to whom, and the calendars that were ended."""

    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Kind to key of the row to key of the new owner; None is nobody."""
    names: list[int] = field(default_factory=list)
    """Events whose names the owner had been given."""
    feeds: list[int] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Return how many things were handed over."""
        return sum(map(len, self.given.values()))

    @property
    def as_values(self) -> dict[str, Any]:
        """Return it as what is put aside for the undo button."""
        given = {name: dict(rows) for name, rows in self.given.items()}
        names = {str(key): True for key in self.names}
        return {"given": given, "names": names, "feeds": {str(key): True for key in self.feeds}}


def leave(user: User, leaving: Leaving, *, viewer: Viewer, now: datetime) -> Left:
    """Deactivate a user, hand over what they own by kind, and end their calendars.

    Rows are written as the viewer, so that names of participants go along only from who
    keeps them.
    """
    viewer.require("administer", _("Only an administrator deactivates users."))
    if user.active:
        deactivate_user(user, by_id=viewer.user_id)
    left = Left()
    for holding in HOLDINGS:
        hand_over(user, holding, leaving.to.get(holding.name, KEEP), left)
    for feed in feeds_in_use(user.id):
        revoke_feed(feed, now=now)
        left.feeds.append(feed.id)
    db.session.flush()
    return left


def hand_over(user: User, holding: Holding, whom: str, left: Left) -> None:
    """Give what a user owns of a kind to one colleague, or to nobody."""
    if whom == KEEP:
        return
    rows = all_held(holding, user.id)
    taker = None if whom == NOBODY else db.session.get(User, int(whom))
    check_taker(holding, rows, taker, whom)
    for row in rows:
        if isinstance(row, Event) and row.owner_keeps_names:
            left.names.append(row.id)
        row.owner_id = taker.id if taker else None
        left.given.setdefault(holding.name, {})[str(row.id)] = taker.id if taker else None


def check_taker(holding: Holding, rows: Sequence[Any], taker: User | None, whom: str) -> None:
    """Raise RuleBroken for who may not hold all of it, whatever the form offered."""
    if whom == NOBODY and not holding.may_be_nobodys and rows:
        raise RuleBroken(_("%(kind)s need an owner. Choose a colleague.", kind=holding.label))
    if whom != NOBODY and (taker is None or not may_hold(taker, holding, rows)):
        raise RuleBroken(
            _(
                "%(kind)s: this colleague may not hold all of them. Choose another.",
                kind=holding.label,
            )
        )


def come_back(user: User, *, viewer: Viewer, kept: Mapping[str, Any]) -> User:
    """Undo a leaving: the user is let in again and owns what nobody has passed on since."""
    viewer.require("administer", _("Only an administrator lets users in again."))
    reactivate_user(user)
    for holding in HOLDINGS:
        given = kept["given"].get(holding.name) or {}
        for row in rows_of(holding, [int(key) for key in given]):
            if str(row.owner_id or "") == str(given[str(row.id)] or ""):
                row.owner_id = user.id
    for feed in feeds_of([int(key) for key in kept["feeds"]]):
        feed.revoked_at = None
    db.session.flush()
    give_names_back(user, kept)
    return user


def give_names_back(user: User, kept: Mapping[str, Any]) -> None:
    """Let the owner keep the names that they had been given before they left."""
    for row in rows_of(HOLDINGS[0], [int(key) for key in kept["names"]]):
        if row.owner_id == user.id:
            row.owner_keeps_names = True


def take(row: Any, holding: Holding, *, viewer: Viewer) -> Any:
    """Make the viewer the owner of what nobody here owns."""
    viewer.require("agree_plan", _("Approvers and country desks take what nobody owns."))
    viewer.require(holding.asks, _("Your role cannot do what this asks of its owner."))
    owner = db.session.get(User, row.owner_id) if row.owner_id else None
    if owner is not None and owner.active:
        raise RuleBroken(_("%(name)s owns this already.", name=owner.name))
    if holding.event_key == "event_id" and row.event is None:
        raise NotAllowed(_("This hangs on an event that you may not see."))
    row.owner_id = viewer.user_id
    return row
