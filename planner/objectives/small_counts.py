"""Which parts of a whole are shown: none under five, and none that can be computed from others.

Pure functions: `parts_shown` for one value, `series_shown` for values that follow each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

ENOUGH = 5
"""A count below it is not shown."""
SMALL = f"<{ENOUGH}"
"""What is shown in its place."""
NOT_STATED = "not_stated"
"""The part of the whole that no other part names."""


class Unshown(StrEnum):
    """What stands in place of a count."""

    SMALL = "small"
    """It is under five."""
    WITHHELD = "withheld"
    """It would tell another one."""


Shown: TypeAlias = int | Unshown
Counts: TypeAlias = Mapping[str, int]


@dataclass(frozen=True)
class Whole:
    """A value with its parts by one disaggregation."""

    number: int
    parts: Counts

    @property
    def cells(self) -> dict[str, int]:
        """Return the parts with the rest that is not stated, where there is one."""
        rest = self.number - sum(self.parts.values())
        return dict(self.parts) | ({NOT_STATED: rest} if rest > 0 else {})


def parts_shown(whole: Whole, but: frozenset[str] = frozenset()) -> dict[str, Shown]:
    """Return each part as it is shown beside its whole; those of `but` are withheld too.

    Where a hidden part could be computed, the next smallest is withheld with it, until none can.
    """
    cells = whole.cells
    if whole.number < ENOUGH:
        return dict.fromkeys(cells, Unshown.SMALL)
    hidden = {code for code, count in cells.items() if count < ENOUGH or code in but}
    if not hidden or len(cells) == 1:
        return dict(cells)
    others = sorted(cells.keys() - hidden, key=lambda code: (cells[code], code))
    while others and is_told(cells, hidden):
        hidden.add(others.pop(0))
    mark_of = unmarked if is_told(cells, hidden) else marked
    return {code: mark_of(count) if code in hidden else count for code, count in cells.items()}


def marked(count: int) -> Unshown:
    """Return what stands in place of a count."""
    return Unshown.SMALL if count < ENOUGH else Unshown.WITHHELD


def unmarked(_count: int) -> Unshown:
    """Return what stands in place of a count where “<5” would tell it together with the whole."""
    return Unshown.WITHHELD


def is_told(cells: Counts, hidden: set[str]) -> bool:
    """Say whether a hidden part follows from the others, from their sum and from their marks."""
    total = sum(cells[code] for code in hidden)
    least = {code: 0 if cells[code] < ENOUGH else ENOUGH for code in hidden}
    most = {code: ENOUGH - 1 if cells[code] < ENOUGH else total for code in hidden}
    for code in hidden:
        rest_most = sum(most.values()) - most[code]
        rest_least = sum(least.values()) - least[code]
        lowest = max(least[code], total - rest_most)
        highest = min(most[code], total - rest_least)
        if lowest == highest:
            return True
    return False


def series_shown(values: Sequence[Whole], is_running: bool) -> list[dict[str, Shown]]:
    """Return the parts of values in the order in which they were seen.

    Where each value replaces the one before, a part that moved by one to four since any value
    that shows it is withheld: their difference is a count under five.
    """
    found: list[dict[str, Shown]] = []
    for whole in values:
        moved = frozenset(moved_little(whole.cells, found)) if is_running else frozenset()
        found.append(parts_shown(whole, moved))
    return found


def moved_little(cells: Counts, before: Sequence[Mapping[str, Shown]]) -> Iterator[str]:
    """Give the parts that differ by one to four from what an earlier value shows."""
    for code, count in cells.items():
        earlier = [one[code] for one in before if code in one]
        if any(isinstance(one, int) and 0 < abs(count - one) < ENOUGH for one in earlier):
            yield code


def added_up(shown: Sequence[Mapping[str, Shown]], code: str) -> Shown | None:
    """Return a part over several values: their sum where each is shown, else withheld.

    A sum of shown parts tells nothing that is not shown. None where no value has the part.
    """
    cells = [one[code] for one in shown if code in one]
    if not cells:
        return None
    if any(isinstance(one, Unshown) for one in cells):
        return cells[0] if len(cells) == 1 else Unshown.WITHHELD
    return sum(one for one in cells if isinstance(one, int))
