"""What lists of the room are narrowed to; it lives in the URL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement

from planner.choices import OutcomeSign, OutcomeType
from planner.outcomes.models import Outcome
from planner.text.textsearch import holding


def hashable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a filter form's values with tuples in the place of lists."""
    return {n: tuple(v) if isinstance(v, list) else v for n, v in values.items()}


@dataclass(frozen=True)
class OutcomeFilter:
    """Which outcomes are wanted; an empty part does not narrow."""

    q: str = ""
    objective: tuple[int, ...] = ()
    nation: tuple[str, ...] = ()
    kind: tuple[OutcomeType, ...] = ()
    sign: tuple[OutcomeSign, ...] = ()
    strength: int | None = None
    verified: str = ""
    releasable: str = ""
    event: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Return the filter of a filter form's values; lists become tuples."""
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {n: v for n, v in values.items() if n in known and v}
        if values.get("strength") == 0:
            given["strength"] = 0
        return cls(**hashable(given))

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Give the conditions on the outcome's own columns."""
        if self.q:
            yield holding("outcome", Outcome.id, self.q)
        for column, wanted in (
            (Outcome.objective_id, self.objective),
            (Outcome.kind, self.kind),
            (Outcome.sign, self.sign),
        ):
            if wanted:
                yield column.in_(wanted)
        if self.strength is not None:
            yield Outcome.strength >= self.strength
        if self.verified:
            is_open = Outcome.verified_by_id.is_(None)
            yield ~is_open if self.verified == "yes" else is_open
        if self.since:
            yield Outcome.seen_on >= self.since
        if self.until:
            yield Outcome.seen_on <= self.until
