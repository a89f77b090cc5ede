"""The parts of indicators as a list, declared once: a table of the file of objectives."""

from flask_babel import lazy_gettext as _l

from planner.web.lists.columns import ListColumn, RowList

PARTS = RowList(
    "indicator-parts",
    _l("Parts of indicators"),
    (
        ListColumn(
            "indicator",
            _l("Indicator"),
            lambda row, _about: f"{row.indicator.code} {row.indicator.name}",
        ),
        ListColumn("seen_on", _l("Seen on"), "seen_on", "day"),
        ListColumn(
            "from",
            _l("First day"),
            lambda row, _about: row.target.starts_on if row.target else None,
            "day",
        ),
        ListColumn(
            "to",
            _l("Last day"),
            lambda row, _about: row.target.ends_on if row.target else None,
            "day",
        ),
        ListColumn("by", _l("Parted by"), "by"),
        ListColumn("part", _l("Part"), "part"),
        ListColumn("wanted", _l("Value wanted"), "wanted", "number"),
        ListColumn("number", _l("Number"), "shown", "number"),
        ListColumn("met", _l("Met"), "met"),
    ),
    notes=lambda rows: (
        (_l("Counts under 5 stand as “<5”; “withheld” is what would tell one of them."),)
        if rows
        else ()
    ),
)
"""First what the present period came to, then each value with the day it was seen."""
