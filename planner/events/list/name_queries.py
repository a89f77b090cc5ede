"""Names for the keys in a filter, and the viewer's own filters."""

from typing import Any

from sqlalchemy import select

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import SavedFilter
from planner.objectives.models import Objective
from planner.partners.models import Programme
from planner.viewers import ready

PAGE = "events"
BY_KEY = ("objective", "programme", "owner")
"""Parameters that name rows by their keys."""


def names_of(wanted: EventFilter) -> dict[tuple[str, str], str]:
    """Return the names of the rows that a filter names, by parameter and key.

    A selection is named by how many it holds.
    """
    asked: dict[str, Any] = {}
    selection = {("selected", "1"): str(len(wanted.ids))} if wanted.is_selection else {}
    if wanted.objectives:
        asked["objective"] = select(Objective.id, Objective.code + " " + Objective.name).where(
            Objective.id.in_(wanted.objectives)
        )
    if wanted.programme is not None:
        asked["programme"] = select(Programme.id, Programme.name).where(
            Programme.id == wanted.programme
        )
    if wanted.owner is not None:
        asked["owner"] = select(User.id, User.name, User.active).where(User.id == wanted.owner)
    return selection | {
        (name, str(key)): named(label, *is_active)
        for name, statement in asked.items()
        for key, label, *is_active in db.session.execute(statement)
    }


SAVED = ready(
    select(SavedFilter.id, SavedFilter.name, SavedFilter.query)
    .where(SavedFilter.page == PAGE)
    .order_by(SavedFilter.name, SavedFilter.id)
)


def saved_filters() -> list[tuple[int, str, str]]:
    """Return id, name and query of the viewer's own saved filters of the list, by name."""
    return [(key, name, query) for key, name, query in db.session.execute(SAVED)]
