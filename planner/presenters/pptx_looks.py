"""How native charts look: letters, colours, numbers at the bars, names at the dots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.presenters.cell import plain_text
from planner.shapes.pictures import Bullets, PartsOfOne, Picture, Scatter, Sides, Stacks

COLOURS = ("1F4E79", "7FA6CC", "B9C4D0")
"""Dark to light, so that they part in grey as well."""


def dress(chart: Any, picture: Picture, colours: Sequence[str], size: float) -> None:
    """Give a chart its looks: no title of its own, for the slide has one."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_title = False
    chart.font.size = Pt(size)
    chart.has_legend = isinstance(picture, Stacks | Bullets | Sides)
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    if isinstance(picture, Scatter):
        dress_dots(chart, picture, size)
        return
    dress_bars(chart, picture, colours, size)


def dress_bars(chart: Any, picture: Picture, colours: Sequence[str], size: float) -> None:
    """Colour the bars, write their numbers, and let the first name stand at the top."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    plot = chart.plots[0]
    plot.gap_width = 60
    for series, colour in zip(plot.series, colours, strict=False):
        filled(series.format, colour)
    plot.has_data_labels = True
    plot.data_labels.font.size = Pt(size)
    plot.data_labels.number_format = '0;-0;""' if isinstance(picture, Stacks) else "General"
    plot.data_labels.number_format_is_linked = False
    if isinstance(picture, Stacks):
        white_on_dark(plot.series[0], size)
    if isinstance(picture, Bullets | Sides | PartsOfOne):
        chart.category_axis.reverse_order = True
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.category_axis.format.line.color.rgb = rgb("4A5568")


def white_on_dark(series: Any, size: float) -> None:
    """Write the numbers of the darkest part in white."""
    from pptx.util import Pt

    series.data_labels.show_value = True
    series.data_labels.number_format = '0;-0;""'
    series.data_labels.number_format_is_linked = False
    series.data_labels.font.size = Pt(size)
    series.data_labels.font.color.rgb = rgb("FFFFFF")


def dress_dots(chart: Any, picture: Scatter, size: float) -> None:
    """Draw every dot in the same ink, hollow where there are too few events, its name beside."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.util import Pt

    for axis, words in ((chart.category_axis, picture.across), (chart.value_axis, picture.up)):
        axis.has_major_gridlines = False
        axis.minimum_scale = 0
        axis.axis_title.text_frame.text = plain_text(words)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    for series, one in zip(chart.plots[0].series, picture.spots, strict=True):
        series.format.line.fill.background()
        series.marker.style = XL_MARKER_STYLE.CIRCLE
        series.marker.size = 9
        filled(series.marker.format, "FFFFFF" if one.is_small else COLOURS[0])
        series.marker.format.line.color.rgb = rgb(COLOURS[0])
        words = series.points[0].data_label
        words.position = XL_LABEL_POSITION.RIGHT
        words.text_frame.text = plain_text(one.name)


def filled(form: Any, colour: str) -> None:
    """Fill a form with a colour."""
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(colour)


def rgb(colour: str) -> Any:
    """Return a colour as the library wants it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour)
