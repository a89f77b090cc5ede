"""What a report is about: its period, its filters, and the links that open its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_

from planner.events.measure_registry import CountedFor
from planner.events.measures import measured
from planner.events.models import Event
from planner.reports.periods import FREE, ReportPeriod

NOBODY = 0
"""In the place of an owner: the events that have none."""


@dataclass(frozen=True)
class Scope:
    """A period and filters; an empty filter does not narrow."""

    period: ReportPeriod
    today: date
    objective_ids: tuple[int, ...] = ()
    nation_codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    owner_id: int | None = None
    """Only the events of one owner; the rollup knows none, and nothing is required of one."""

    @property
    def asked(self) -> CountedFor:
        """Return the scope as the measures understand it."""
        return CountedFor(
            self.today,
            self.period.first,
            self.period.last,
            self.objective_ids,
            self.nation_codes,
        )

    def counts(self, name: str) -> ColumnElement[bool]:
        """Return the condition for the events that a measure counts in this scope."""
        conditions = [measured(name, self.asked)]
        if self.kinds:
            conditions.append(Event.kind.in_(self.kinds))
        if self.owner_id is not None:
            conditions.append(Event.owner_id.is_not_distinct_from(self.owner_id or None))
        return and_(*conditions)

    def of_objective(self, *ids: int) -> "Scope":
        """Return the scope of some objectives alone."""
        return replace(self, objective_ids=ids)

    def with_nations(self, codes: tuple[str, ...]) -> "Scope":
        """Return the scope of some partner nations; of none, it is not narrowed."""
        return replace(self, nation_codes=codes)

    def with_nation(self, code: str) -> "Scope":
        """Return the scope of one partner nation alone."""
        return replace(self, nation_codes=(code,))

    def of_kind(self, kind: str) -> "Scope":
        """Return the scope of one kind alone."""
        return replace(self, kinds=(kind,))

    def of_owner(self, user_id: int) -> "Scope":
        """Return the scope of the events of one owner."""
        return replace(self, owner_id=user_id)

    def in_period(self, period: ReportPeriod) -> "Scope":
        """Return the scope of another period."""
        return replace(self, period=period)


def query(pairs: Iterable[tuple[str, object]]) -> str:
    """Return pairs as a query string; empty values are left out."""
    return urlencode([(name, str(value)) for name, value in pairs if value not in (None, "")])


def asked_again(scope: Scope) -> list[tuple[str, Any]]:
    """Return what asks a report for the same scope."""
    pairs: list[tuple[str, Any]] = [("objective", key) for key in scope.objective_ids]
    pairs += [("nation", code) for code in scope.nation_codes]
    pairs += [("kind", kind) for kind in scope.kinds]
    pairs.append(("owner", scope.owner_id))
    pairs.append(("period", scope.period.name))
    if scope.period.name == FREE:
        pairs += [("from", scope.period.first), ("to", scope.period.last)]
    return pairs


@dataclass(frozen=True)
class Links:
    """Where numbers lead; the addresses are handed in by the view."""

    events: str
    new_event: str
    gaps: str
    behind: str

    def contacts(self, code: str) -> str:
        """Return the address of every event at which a nation was met, whenever."""
        return f"{self.events}?{query([('measure', 'met'), ('nation', code)])}"

    def rows(self, measure: str, scope: Scope, **more: str) -> str:
        """Return the address of the list with exactly the events that a number counts.

        `more` are further parts of the list's filter, by name.
        """
        pairs: list[tuple[str, Any]] = [("measure", measure)]
        pairs += [("objective", key) for key in scope.objective_ids]
        pairs += [("nation", code) for code in scope.nation_codes]
        pairs += [("kind", kind) for kind in scope.kinds]
        is_unowned = scope.owner_id == NOBODY
        pairs.append(("flag", "no-owner") if is_unowned else ("owner", scope.owner_id))
        pairs += [("from", scope.period.first), ("to", scope.period.last), *more.items()]
        return f"{self.events}?{query(pairs)}"

    def gap_rows(self, scope: Scope) -> str:
        """Return the address of the gaps of a scope, each with its next step."""
        return f"{self.gaps}?{query(asked_again(scope))}#unmet"

    def rows_of(self, name: str, scope: Scope, part: str = "") -> str:
        """Return the address of the rows behind a number that counts no events.

        Of rows that fall into parts, by rank or by tier, one part alone may be asked for.
        """
        return f"{self.behind}?{query([('of', name), ('part', part), *asked_again(scope)])}"

    def plan(self, objective_id: int | None, nation: str | None, first: date | None) -> str:
        """Return the address of the form for a new event that would close a gap."""
        pairs = (("objective", objective_id), ("nation", nation), ("from", first))
        return f"{self.new_event}?{query(pairs)}"
