"""A picture of every kind with so many marks, for whoever asks something of all of them."""

from datetime import date, timedelta

from planner.pictures.squares import grid
from planner.shapes.pictures import (
    Bullet,
    Bullets,
    Look,
    PartsOfOne,
    Piece,
    Scatter,
    Sides,
    Spot,
    Square,
    Squares,
    Stack,
    StackPart,
    Stacks,
    Tile,
    TileRow,
    Tiles,
    TwoSides,
)
from planner.shapes.pictures_of_days import (
    DayMark,
    DayMarks,
    DayStrip,
    DayTile,
    EditionBar,
    Timeline,
)

NAMES = (
    *("Trust between forces", "Interoperability", "Verteidigungsattachéausbildungsprogramm"),
    *("التعاون العسكري الدولي المشترك", "x", "Multinational solidarity and peacekeeping"),
)
FIRST = date(2026, 1, 1)
LOOKS = tuple(Look)


def address(number):
    asked = f"measure=executed&objective={number}&from=2026-01-01&to=2026-03-31"
    return f"/events/?{asked}"


def head(name):
    return (name, f"Title of {name}", "What to see.")


def pictures(number, value=lambda n: n * 7 % 11 + 1):
    """Return a picture of every kind with so many marks, or rows of marks, and these values."""
    every, titled = range(number), [NAMES[n % len(NAMES)] for n in range(number)]
    told = [f"{titled[n]}: {value(n)} of 12 executed" for n in every]
    return [
        Tiles(
            *head("tiles"),
            "Objective",
            tuple(("2026", f"Q{quarter}") for quarter in range(1, 5)),
            tuple(
                TileRow(
                    titled[n],
                    tuple(
                        Tile(f"{value(n)}/{q}", told[n], LOOKS[(n + q) % 5], q, q == 2, address(n))
                        for q in range(4)
                    ),
                    f"/objectives/{n}",
                )
                for n in every
            ),
        ),
        Stacks(
            *head("stacks"),
            "Quarter",
            (StackPart("verified", Look.PROVEN), StackPart("ahead", Look.PLANNED)),
            tuple(
                Stack(
                    f"Q{n % 4 + 1}", str(2026 + n // 4), (abs(value(n)), n + 1), (address(n),) * 2
                )
                for n in every
            ),
        ),
        Bullets(
            *head("bullets"),
            "Indicator",
            tuple(
                Bullet(titled[n], value(n) / 7, 0.4, "warn", told[n], address(n)) for n in every
            ),
        ),
        Scatter(
            *head("scatter"),
            "Objective",
            "% of person-days",
            "% with an outcome",
            tuple(
                Spot(f"O{n:02}", titled[n], abs(value(n)) * 9, n * 13 % 100, told[n], n % 2 == 0)
                for n in every
            ),
            42,
            "all: 42 %",
        ),
        Sides(
            *head("sides"),
            "Partner",
            "hosted by them",
            "hosted by us",
            tuple(TwoSides(titled[n], abs(value(n)), n, told[n], address(n)) for n in every),
        ),
        PartsOfOne(
            *head("whole"),
            "Evidence",
            tuple(Piece(titled[n], abs(value(n)), n % 5, address(n)) for n in every),
        ),
        DayMarks(
            *head("marks"),
            "Publication",
            FIRST,
            date(2026, 12, 31),
            ("favourable", "neutral", "critical"),
            tuple(
                DayMark(FIRST + timedelta(6 * n % 365), n % 3 - 1, told[n], f"/events/{n}")
                for n in every
            ),
        ),
        Timeline(
            *head("timeline"),
            "Edition",
            [
                EditionBar(
                    titled[n], FIRST + timedelta(90 * n), FIRST + timedelta(90 * n + 9),
                    LOOKS[n % 5], told[n], f"/events/{n}",
                )
                for n in every
            ],
            date(2026, 5, 1),
        ),
        Squares(
            *head("squares"),
            "Partner",
            "Days since",
            tuple(
                Square(code, code, value(n), told[n], Look.HELD, n % 5, f"/nations/{code}")
                for n, code in enumerate(list(grid())[:number])
            ),
        ),
        DayStrip(
            *head("days"),
            tuple(
                DayTile(
                    FIRST + timedelta(n), "MTWTFSS"[n % 7], abs(value(n)), n % 3, n % 7 > 4,
                    told[n], f"/?d={n}",
                )
                for n in every
            ),
        ),
    ]  # fmt: skip
