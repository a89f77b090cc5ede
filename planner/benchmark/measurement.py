"""What was measured, and how it is printed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

UNITS = {"ms": 2, "KiB": 1, "MiB": 0}
"""Decimals by unit."""


@dataclass(frozen=True)
class Measurement:
    """One operation: its value and that of its limit, and what its answer asked and weighed.

    `goal` is the greatest ratio to the limit that is aimed at; none where none is set.
    """

    operation: str
    database: str
    events: int
    value: float
    limit: float | None = None
    goal: float | None = None
    unit: str = "ms"
    statements: int | None = None
    kib: float | None = None
    kib_compressed: float | None = None

    @property
    def ratio(self) -> float | None:
        """Return how many times the limit the operation takes."""
        return self.value / self.limit if self.limit else None

    @property
    def is_met(self) -> bool | None:
        """Say whether the goal is met; None where there is none."""
        if self.goal is None or self.ratio is None:
            return None
        return self.ratio <= self.goal

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as JSON data."""
        return asdict(self) | {"ratio": self.ratio, "is_met": self.is_met}


HEAD = (
    f"{'operation':<36}{'database':<11}{'events':>9}{'value':>11}{'limit':>9}{'ratio':>8}"
    f"{'goal':>6}{'':>5}{'SQL':>5}{'KiB':>8}{'gzip':>7}"
)


def number(value: float | None, width: int, decimals: int) -> str:
    """Return a number in its column; nothing for none."""
    return f"{'' if value is None else f'{value:,.{decimals}f}':>{width}}"


def line(figure: Measurement) -> str:
    """Return the line of one operation."""
    decimals = UNITS[figure.unit]
    met = {True: "met", False: "over", None: ""}[figure.is_met]
    return "".join(
        (
            f"{figure.operation:<36}{figure.database:<11}{figure.events:>9,}",
            number(figure.value, 8, decimals),
            f" {figure.unit:<2}",
            number(figure.limit, 9, decimals),
            number(figure.ratio, 8, 2),
            number(figure.goal, 6, 1),
            f"{met:>5}",
            number(figure.statements, 5, 0),
            number(figure.kib, 8, 1),
            number(figure.kib_compressed, 7, 1),
        )
    ).rstrip()


def table(figures: Sequence[Measurement]) -> str:
    """Return the figures as a table: value, limit, ratio, goal, statements, size."""
    return "\n".join([HEAD, "-" * len(HEAD), *map(line, figures)])
