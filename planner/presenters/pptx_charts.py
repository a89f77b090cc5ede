"""Pictures as native charts of a slide, whose numbers can be edited where the file is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from planner.pictures.letters import cut
from planner.presenters.cell import plain_text
from planner.presenters.pptx_looks import COLOURS, dress
from planner.shapes.pictures import Bullets, PartsOfOne, Picture, Scatter, Sides, Stacks

if TYPE_CHECKING:
    from pptx.chart.data import CategoryChartData, XyChartData

    Made = tuple[Any, Any, Sequence[str]]
    """The type of a chart, its values, and the colour of each series."""

LABEL = 210.0
"""The room of a name beside a bar, at the size in which letters are measured."""


def label(words: object) -> str:
    """Return the name of a category as it fits beside a bar, without signs no file can hold."""
    return cut(" ".join(plain_text(words).split()), LABEL)


def literally(made: Any) -> Any:
    """Return values whose workbook inside the file takes no text for a formula or a link."""
    from xlsxwriter import Workbook

    @contextmanager
    def opened(file: Any) -> Any:
        plain = {f"strings_to_{name}": False for name in ("formulas", "urls", "numbers")}
        workbook = Workbook(file, {"in_memory": True, **plain})
        yield workbook, workbook.add_worksheet()
        workbook.close()

    made._workbook_writer._open_worksheet = opened
    return made


def by_category(names: Sequence[object], series: Sequence[tuple[object, Sequence[Any]]]) -> Any:
    """Return values by the names of their categories."""
    from pptx.chart.data import CategoryChartData

    made: CategoryChartData = literally(CategoryChartData())
    made.categories = [label(one) for one in names]
    for name, values in series:
        made.add_series(plain_text(name), values)
    return made


def stacks_chart(picture: Stacks) -> Made:
    """Return bars of parts side by side."""
    from pptx.enum.chart import XL_CHART_TYPE

    names = [f"{one.label} {one.above}".strip() for one in picture.bars]
    series = [
        (part.label, [one.numbers[place] for one in picture.bars])
        for place, part in enumerate(picture.parts)
    ]
    return XL_CHART_TYPE.COLUMN_STACKED, by_category(names, series), COLOURS


def bullets_chart(picture: Bullets) -> Made:
    """Return what was reached beside what is expected by now, in percent of the target."""
    from pptx.enum.chart import XL_CHART_TYPE

    told = [one for one in picture.bullets if one.reached is not None]
    reached = [round(100 * (one.reached or 0), 1) for one in told]
    expected = [round(100 * (one.expected or 0), 1) for one in told]
    series = [(_("Progress"), reached), (_("Expected by now"), expected)]
    made = by_category([one.label for one in told], series)
    return XL_CHART_TYPE.BAR_CLUSTERED, made, (COLOURS[0], COLOURS[2])


def whole_chart(picture: PartsOfOne) -> Made:
    """Return the parts of a whole, nought included."""
    from pptx.enum.chart import XL_CHART_TYPE

    numbers = [one.number for one in picture.pieces]
    made = by_category([one.label for one in picture.pieces], [(picture.corner, numbers)])
    return XL_CHART_TYPE.BAR_CLUSTERED, made, COLOURS


def sides_chart(picture: Sides) -> Made:
    """Return both numbers of each name."""
    from pptx.enum.chart import XL_CHART_TYPE

    left = (picture.left, [one.left for one in picture.rows])
    right = (picture.right, [one.right for one in picture.rows])
    made = by_category([one.label for one in picture.rows], [left, right])
    return XL_CHART_TYPE.BAR_CLUSTERED, made, (COLOURS[0], COLOURS[1])


def scatter_chart(picture: Scatter) -> Made:
    """Return dots by two values, one series for each, so that every dot has its name."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    made: XyChartData = literally(XyChartData())
    for one in picture.spots:
        series = made.add_series(plain_text(one.name))
        series.add_data_point(round(one.x, 1), round(one.y, 1))
    return XL_CHART_TYPE.XY_SCATTER, made, ()


CHARTS: dict[type[Picture], Callable[[Any], Any]] = {
    Stacks: stacks_chart,
    Bullets: bullets_chart,
    PartsOfOne: whole_chart,
    Sides: sides_chart,
    Scatter: scatter_chart,
}


def add_chart(shapes: Any, picture: Picture, place: tuple[int, int, int, int], size: float) -> None:
    """Put the chart of a picture on a slide, with what to see in it as its description."""
    kind, values, colours = CHARTS[type(picture)](picture)
    frame = shapes.add_chart(kind, *place, values)
    named = frame._element.nvGraphicFramePr.cNvPr
    named.set("name", plain_text(picture.title))
    named.set("descr", plain_text(picture.says))
    dress(frame.chart, picture, colours, size)


def is_drawn(picture: Picture) -> bool:
    """Say whether a picture has a chart of its own; others are told by their table."""
    return type(picture) in CHARTS
