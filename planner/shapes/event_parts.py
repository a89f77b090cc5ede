"""The rows of an event as they are written: places, objectives served, new people, a promise."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.shapes.base import Ask, Shape
from planner.shapes.same_person import UNASKED, SamePerson
from planner.shapes.values import AnyLine, Day, Key, NationCode, OneLine, Weight


class PlannedPlace(Shape):
    """A place of an event, or of one of its phases."""

    town: AnyLine = ""
    nation_code: NationCode | None = None
    phase: AnyLine = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not (self.town or self.nation_code or self.phase)


class PlannedLink(Shape):
    """An objective that the event is to serve; a weight left empty is the full one."""

    objective_id: Key
    weight: Weight = 1.0
    is_primary: bool = False
    intended_effect: Annotated[str, OneLine(2000)] = ""


class Newcomer(Shape):
    """Somebody who is put on the event's list and added on the way, unless on record already."""

    name: Annotated[str, OneLine(ask=_l("Enter the person’s name."))]
    nation_code: Annotated[NationCode, Ask(_l("Choose the person’s nation."))]
    rank: Annotated[str, OneLine(60)] = ""
    answer: SamePerson = UNASKED


class PromiseMade(Shape):
    """A promise as typed: what, who sees to it, by when."""

    what: Annotated[str, OneLine(ask=_l("Say what was promised, or empty the day."))]
    owner_id: Annotated[Key, Ask(_l("Choose who sees to it."))]
    due_on: Annotated[Day, Ask(_l("Enter the day by which it is due."))]
