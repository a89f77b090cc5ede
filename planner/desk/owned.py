"""What somebody who leaves owns, and who of the others may hold it."""

from dataclasses import dataclass
from typing import Any

from planner.accounts.models import User
from planner.desk.colleague_queries import colleagues, may_hold
from planner.desk.held_queries import all_held, held
from planner.desk.holding_queries import HOLDINGS, Holding
from planner.desk.leaving_forms import ALL, CLEARED, LeavingForm, leaving_form
from planner.viewers import OwnMarked
from planner.web.markings import note_markings


@dataclass(frozen=True)
class Owned:
    """What somebody owns of a kind: all of it by number, and the rows that the viewer may see."""

    holding: Holding
    rows: Any
    seen: Any

    @property
    def links(self) -> list[tuple[str, str]]:
        """Return title and address of the rows that the viewer may see."""
        return [(self.holding.title_of(row), self.holding.address_of(row)) for row in self.seen]

    @property
    def unseen(self) -> int:
        """Return how many the viewer may not see."""
        return len(self.rows) - len(self.seen)


def owned_by(user: User) -> list[Owned]:
    """Return what a user owns, kind by kind; kinds without anything are left out."""
    found = [Owned(one, all_held(one, user.id), held(one, user.id)) for one in HOLDINGS]
    for part in found:
        hang = [getattr(row, "event", row) for row in part.seen if part.holding.event_key]
        note_markings(event for event in hang if event is not None)
        by_itself = part.holding.sees is not None
        note_markings(row for row in part.seen if by_itself or isinstance(row, OwnMarked))
    return [part for part in found if part.rows]


def form_for(user: User, owned: list[Owned]) -> LeavingForm:
    """Return the form, which offers only colleagues who may hold all of a kind."""
    offers: dict[str, dict[str, str]] = {ALL: {}}
    for part in owned:
        cleared = {key: str(words) for key, words in CLEARED.items()}
        offers[part.holding.name] = cleared if part.holding.may_be_nobodys else {}
    for colleague in colleagues(user.id):
        fits = [p.holding.name for p in owned if may_hold(colleague, p.holding, p.rows)]
        for name in [*fits, *([ALL] if len(fits) == len(owned) else [])]:
            offers[name][str(colleague.id)] = colleague.name
    kinds = [(part.holding.name, part.holding.label) for part in owned]
    return leaving_form(kinds)(offers=offers)
