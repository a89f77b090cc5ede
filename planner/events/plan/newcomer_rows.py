"""A person typed into an event’s form: what is wrong with them, what they say."""

from dataclasses import dataclass
from typing import Any

from planner.participants.double_queries import Typed
from planner.shapes.base import ask_of
from planner.shapes.event_parts import Newcomer


@dataclass(frozen=True)
class NewcomerRow:
    """The fields of one person who is saved with the event."""

    rank: Any
    name: Any
    nation: Any
    answer: Any
    drop: Any = None

    @property
    def is_typed(self) -> bool:
        """Say whether anything stands in the row."""
        return bool(self.rank.data or self.name.data or self.nation.data)

    @property
    def is_wanted(self) -> bool:
        """Say whether the person is to be saved."""
        return self.is_typed and not (self.drop and self.drop.data)

    @property
    def typed(self) -> Typed:
        """Return what tells who the person is."""
        return Typed(self.name.data or "", self.nation.data or "")

    @property
    def written(self) -> dict[str, Any]:
        """Return the row as `Newcomer` takes it."""
        return {
            "name": self.name.data,
            "nation_code": self.nation.data,
            "rank": self.rank.data,
            "answer": self.answer.data,
        }

    def field_at(self, name: str) -> Any:
        """Return the field of a part of the person."""
        return getattr(self, name.removesuffix("_code"), self.name)

    def is_whole(self) -> bool:
        """Say whether a name and a nation are there; put a sentence beside what is not."""
        for field, name in ((self.name, "name"), (self.nation, "nation_code")):
            if not field.data:
                field.errors = [*field.errors, str(ask_of(Newcomer, name))]
        return bool(self.name.data and self.nation.data)
