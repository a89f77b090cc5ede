"""Indicators by the periods of their targets as a list, declared once: a table of their file."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.objectives.columns import EXPECTED, OF_MANY
from planner.objectives.periods_read import PeriodLine, made_from_words
from planner.objectives.reasons import light_label
from planner.web.lists.columns import ListColumn, RowList


def begun(read: Callable[[PeriodLine], object]) -> Callable[[PeriodLine, Any], object]:
    """Return what reads a value of a period; nothing before the period begins."""
    return lambda row, _about: read(row) if row.is_begun else None


PERIODS = RowList(
    "indicator-periods",
    _l("Targets by period"),
    (
        ListColumn(
            "indicator",
            _l("Indicator"),
            lambda row, _about: f"{row.reading.indicator.code} {row.reading.indicator.name}",
        ),
        ListColumn("from", _l("First day"), "target.starts_on", "day"),
        ListColumn("to", _l("Last day"), "target.ends_on", "day"),
        ListColumn("target", _l("Target"), "reading.target_told", "number"),
        ListColumn(
            "reached", _l("Reached"), begun(lambda row: row.reading.told), "number", parts=OF_MANY
        ),
        ListColumn("progress", _l("Progress"), begun(lambda row: row.reading.progress), "percent"),
        ListColumn("track", _l("On track"), begun(lambda row: light_label(row.reading.light))),
        ListColumn("reason", _l("Reason"), begun(lambda row: row.reading.reason), parts=EXPECTED),
        ListColumn("met", _l("Met"), "met_words"),
        ListColumn(
            "made_from",
            _l("Made from"),
            lambda row, _about: made_from_words(row.reading.indicator),
        ),
    ),
)
"""It stands beside the objectives in their file: past periods too, each as it ended."""
