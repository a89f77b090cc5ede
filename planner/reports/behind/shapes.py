"""The rows behind numbers that no event list can open: outcomes, follow-ups, nations, cells.

A number and its rows share one condition, so that a page of rows never tells another number
than the one that led to it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.choices import Marking
from planner.reports.measures.scope import Links, Scope
from planner.shapes.figure import LeftOut, Sentence


@dataclass(frozen=True)
class RowBehind:
    """One row behind a number: its words, where it leads, what it adds."""

    text: str
    href: str
    detail: str | Sentence = ""
    on: date | None = None
    number: int | None = None
    """What it adds to the number; None where every row is one."""
    marking: Marking = Marking.PUBLIC
    part: str = ""
    """The part of all rows that it falls into, where they have parts: its rank, its tier."""


Leaves = Callable[[Scope, Links], Sequence[LeftOut]]
"""What is not among some rows of a scope, and why; every reason has the address of its own."""


def nothing(_scope: Scope, _links: Links) -> Sequence[LeftOut]:
    """Return that nothing is left out: a number of all there is."""
    return ()


@dataclass(frozen=True)
class Behind:
    """A named set of rows: its words, and the question that finds it in a scope."""

    label: Any
    rows: Callable[[Scope], Sequence[RowBehind]]
    permission: str = "see"
    """Who may read the rows; everybody may read how many there are."""
    is_dated: bool = True
    """Whether the period chooses the rows; some numbers are of today, whatever is asked for."""
    leaves: Leaves = nothing


BEHIND: dict[str, Behind] = {}
"""By their name in the URL (`of=evidence-3`)."""

Find = Callable[[Scope], Iterable[RowBehind]]


def behind(
    name: str,
    label: object,
    permission: str = "see",
    *,
    is_dated: bool = True,
    leaves: Leaves = nothing,
) -> Callable[[Find], Find]:
    """Register the rows behind a number."""

    def register(find: Find) -> Find:
        BEHIND[name] = Behind(label, lambda scope: list(find(scope)), permission, is_dated, leaves)
        return find

    return register
