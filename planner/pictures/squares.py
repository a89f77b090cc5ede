"""The map of equal squares: every nation the same size, near to where it lies."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planner.shapes.pictures import Look, Square, Squares

SQUARES = Path(__file__).parents[1] / "reference" / "data" / "map_squares.csv"
SIDE = 22
"""Units of the drawing from one square to the next; the picture scales."""
CSS = {Look.LACK: "lack", Look.PLANNED: "hollow", Look.NONE: "h0"}


@cache
def grid() -> dict[str, tuple[int, int]]:
    """Return column and row of each nation by its code."""
    with SQUARES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


@dataclass(frozen=True)
class DrawnSquares:
    """All that is drawn of the map: its size, and each square with where it begins."""

    width: int
    height: int
    squares: tuple[tuple[Square, int, int, str], ...]


def drawn_squares(picture: Squares) -> DrawnSquares:
    """Return each square where it lies; a nation that the map does not know, below all others."""
    known = grid()
    last = max(row for _, row in known.values())
    unknown = [one.code for one in picture.squares if one.code not in known]
    places = known | {code: (number, last + 2) for number, code in enumerate(unknown)}
    broad = max(column for column, _ in known.values()) + 1
    rows = last + (3 if unknown else 1)
    return DrawnSquares(
        SIDE * broad,
        SIDE * rows,
        tuple(
            (
                one,
                SIDE * places[one.code][0] + 1,
                SIDE * places[one.code][1] + 1,
                CSS.get(one.look, f"h{one.shade}"),
            )
            for one in picture.squares
        ),
    )
