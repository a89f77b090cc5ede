"""What a link such as “plan an event for this gap” asks a new event to be."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.choices import Family
from planner.kinds.queries import kinds_offered, known_kind, usual_kind, usual_links
from planner.objectives.models import Objective
from planner.text import reading
from planner.web.reader import Reader


@dataclass(frozen=True)
class EventWish:
    """What a link such as “plan an event for this gap” asks a new event to be."""

    kind: str | None = None
    nations: tuple[str, ...] = ()
    objective_ids: tuple[int, ...] = ()
    programme_id: int | None = None
    starts_on: date | None = None
    year: int | None = None
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_args(cls, args: Any) -> "EventWish":
        """Return the wish that a URL's query holds; `problems` name what cannot be read."""
        read = Reader(args)
        return cls(
            kind=read.one("kind", known_kind),
            nations=read.nations("nation"),
            objective_ids=read.many("objective", reading.row_id),
            programme_id=read.one("programme", reading.row_id),
            starts_on=read.one("from", reading.day),
            year=read.one("year", reading.year),
            problems=tuple(read.problems),
        )

    def left_out(self, nations: Container[str], objective_ids: Container[int]) -> list[str]:
        """Return sentences about what was asked for and is not offered, or could not be read."""
        unknown = [code for code in self.nations if code not in nations]
        unknown += [str(key) for key in self.objective_ids if key not in objective_ids]
        sentences = (
            _("“%(value)s” is not known here, so it was left out.", value=value)
            for value in unknown
        )
        return [*self.problems, *sentences]

    def kind_or_fitting(self, objectives: Sequence[Objective]) -> str:
        """Return the kind asked for, else the one that serves the objectives best."""
        codes = {one.code for one in objectives if one.id in self.objective_ids}
        if self.kind or not codes:
            return self.kind or usual_kind(Family.EXERCISE)
        offered = [usual_kind(Family.EXERCISE), *(kind.code for kind in kinds_offered())]
        return max(offered, key=lambda kind: sum(usual_links(kind).get(c, 0) for c in codes))
