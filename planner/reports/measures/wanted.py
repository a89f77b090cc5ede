"""One cell of what is wanted: required, held, ahead and still to come (METRICS M9, M10)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from planner.shapes.figure import Rate

Cell = tuple[int | str | None, int | str | None]
"""Row of a matrix and nation; None for all of them."""


@dataclass(frozen=True)
class Wanted:
    """What is required of a cell or total in the years of a period, and what of it is met."""

    required: int = 0
    held: int = 0
    """Executed from the beginning of each year to the end of the period."""
    gap: int = 0
    """Σ max(0, r − k) over years and cells (M10)."""
    residual: int = 0
    """The same after what was executed later in the year and what is approved and ahead."""
    asked: int = 0
    """What approved events would close whose last day has passed and that nobody answered."""
    unplanned: int = 0
    """What is left of the residual gap after these and those not yet approved: nothing is
    planned for it."""
    cells: int = 0
    """Cells of a year in which something is required."""
    met: int = 0
    """Of these, those with k ≥ r (M9)."""
    enough: int = 0
    """Of a row: Σ min(k, r) over years, whoever the events were with (M8)."""

    def __add__(self, other: "Wanted") -> "Wanted":
        return total((self, other))

    @property
    def filled(self) -> int:
        """Return how many of the required events were held; a surplus fills nothing else."""
        return self.required - self.gap

    @property
    def waiting(self) -> int:
        """Return how much of the residual gap planned events would close, once approved."""
        return self.residual - self.asked - self.unplanned

    @property
    def to_come(self) -> int:
        """Return how much of the gap approved events will close, or later ones have closed."""
        return self.gap - self.residual

    @property
    def sufficiency(self) -> float | None:
        """Return M8 of a row: min(1, k ÷ n), over years; None when nothing is required."""
        return self.enough / self.required if self.required else None

    @property
    def covered(self) -> Rate:
        """Return M9."""
        return Rate(self.met, self.cells)


numbers_of = attrgetter(*(field.name for field in fields(Wanted)))


def total(parts: Sequence[Wanted]) -> Wanted:
    """Return what is wanted of several cells together."""
    if len(parts) == 1:
        return parts[0]
    return Wanted(*map(sum, zip(*map(numbers_of, parts), strict=True)))


def gaps(required: int, executed: int, ahead: int) -> tuple[int, int]:
    """Return gap and residual gap: max(0, r − k) and max(0, r − k − f) (METRICS M10)."""
    return max(0, required - executed), max(0, required - executed - ahead)
