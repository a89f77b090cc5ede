"""What a form hands over for the rows of an event: places, objective links, new people."""

from dataclasses import dataclass

from planner.shapes.same_person import UNASKED, SamePerson


@dataclass(frozen=True)
class PlannedPlace:
    """A place as typed in."""

    town: str = ""
    nation_code: str | None = None
    phase: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not (self.town or self.nation_code or self.phase)


@dataclass(frozen=True)
class PlannedLink:
    """An objective that the event is to serve, as ticked."""

    objective_id: int
    weight: float = 1.0
    is_primary: bool = False
    intended_effect: str = ""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is put on the event's list and added on the way, unless on record already."""

    name: str
    nation_code: str
    rank: str = ""
    answer: SamePerson = UNASKED
