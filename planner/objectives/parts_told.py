"""The parts of an indicator's values as everybody sees them: none under five, none to compute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from planner.choices import Aggregation, Direction, PartedBy
from planner.objectives.models import Indicator, IndicatorTarget, IndicatorUpdate
from planner.objectives.parting import label_of, parts_read
from planner.objectives.readings import Reading, seen, values_counted
from planner.objectives.small_counts import (
    NOT_STATED,
    SMALL,
    Shown,
    Unshown,
    Whole,
    added_up,
    series_shown,
)

Cells = dict[str, Shown]
ByUpdate = dict[int, dict[str, Cells]]
"""Parts as they are shown, by value and disaggregation."""


@dataclass(frozen=True)
class PartLine:
    """A part of a value, or of what a period came to."""

    indicator: Indicator
    by: str
    part: str
    shown: int | str | None
    seen_on: date | None = None
    target: IndicatorTarget | None = None
    wanted: int | None = None
    met: str = ""


def shown_of(indicator: Indicator) -> ByUpdate:
    """Return the parts of every value as they are shown; of those without parts nothing."""
    found: ByUpdate = {update.id: {} for update in indicator.updates}
    for by in indicator.parted_by:
        parted = [row for row in sorted(indicator.updates, key=seen) if counts_of(row, by)]
        wholes = [Whole(int(row.value), counts_of(row, by)) for row in parted]
        is_running = indicator.aggregation is Aggregation.LATEST
        for row, cells in zip(parted, series_shown(wholes, is_running), strict=True):
            found[row.id][by] = cells
    return found


def counts_of(update: IndicatorUpdate, by: str) -> dict[str, int]:
    """Return the parts that a value keeps by one disaggregation."""
    return parts_read(update.parts).get(by, {})


def cell_told(cell: Shown | None) -> int | str | None:
    """Return a part as pages and files tell it."""
    if cell is Unshown.SMALL:
        return SMALL
    return _("withheld") if cell is Unshown.WITHHELD else cell


def part_name(by: str, code: str) -> str:
    """Return the name of a part, or of the rest."""
    return str(_("Not stated")) if code == NOT_STATED else label_of(PartedBy(by), code)


def lines_of_values(indicator: Indicator) -> Iterator[PartLine]:
    """Give each part of each value, the latest value first."""
    shown = shown_of(indicator)
    for update in sorted(indicator.updates, key=seen, reverse=True):
        for by, cells in shown[update.id].items():
            for code, cell in cells.items():
                name = part_name(by, code)
                yield PartLine(indicator, by_label(by), name, cell_told(cell), update.seen_on)


def by_label(by: str) -> str:
    """Return the name of a disaggregation."""
    return str(PartedBy(by).label)


def lines_of_period(reading: Reading) -> Iterator[PartLine]:
    """Give each part of the period of a reading: what is wanted of it, and what it came to."""
    indicator, target = reading.indicator, reading.target
    if not indicator.parted_by or reading.span is None:
        return
    shown = shown_of(indicator)
    counted = [shown[row.id] for row in values_counted(indicator, reading.span)]
    for by in indicator.parted_by:
        wanted = parts_read(target.parts if target else "").get(by, {})
        cells = [one[by] for one in counted if by in one]
        for code in dict.fromkeys([*wanted, *(code for one in cells for code in one)]):
            reached = told_of_period(indicator, cells, code, len(counted))
            yield PartLine(
                indicator,
                by_label(by),
                part_name(by, code),
                reached,
                target=target,
                wanted=wanted.get(code),
                met=met_words(indicator.direction, wanted.get(code), reached),
            )


def told_of_period(
    indicator: Indicator, cells: Sequence[Cells], code: str, n: int
) -> int | str | None:
    """Return what a part came to over the values that a period counts."""
    found = cell_told(added_up(cells, code))
    if isinstance(found, int) and indicator.aggregation is Aggregation.MEAN:
        return round(found / n)
    return found


def met_words(direction: Direction, wanted: int | None, reached: int | str | None) -> str:
    """Return whether a part met its target, where what it came to is shown."""
    if wanted is None or reached is None:
        return ""
    if isinstance(reached, str):
        return str(_("not shown"))
    is_met = reached >= wanted if direction is Direction.UP else reached <= wanted
    return str(_("met")) if is_met else str(_("not met yet"))


def parts_of_values(indicator: Indicator) -> dict[int, list[str]]:
    """Return the parts of each value in words: “Sex: Women 12, Men 20”."""
    return {
        key: [
            _(
                "%(by)s: %(parts)s",
                by=by_label(by),
                parts=", ".join(
                    f"{part_name(by, code)} {cell_told(cell)}" for code, cell in cells.items()
                ),
            )
            for by, cells in shown.items()
        ]
        for key, shown in shown_of(indicator).items()
    }


def part_lines(readings: Sequence[Reading]) -> list[PartLine]:
    """Return the parts of indicators: what the present period came to, then each value."""
    return [
        line
        for one in readings
        for line in (*lines_of_period(one), *lines_of_values(one.indicator))
    ]


def parted_words(indicator: Indicator) -> str:
    """Return what an indicator’s values have parts by."""
    return ", ".join(by_label(by) for by in indicator.parted_by)
