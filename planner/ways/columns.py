"""The list of the ways of all nations, and of travellers with the brief that they read."""

from collections.abc import Iterable

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.shapes.figure import Label
from planner.ways.filtering import WayFilter
from planner.ways.models import Way
from planner.ways.words import days_of
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def address_of(way: Way) -> str:
    """Return where a row stands on the page of its nation."""
    return url_for("ways.of_nation", code=way.nation_code, _anchor=f"way-{way.id}")


def marked(rows: Iterable[Way]) -> Label:
    """Return the words of the highest marking of rows; none where no row has one."""
    found = max((row.marking for row in rows if row.marking is not None), default=None)
    return "" if found is None else found.label


WAYS = RowList(
    "ways",
    _l("Customs and courtesies"),
    (
        ListColumn("text", _l("What there is to know"), "text", width=60),
        ListColumn("nation", _l("Nation"), lambda row, _: nation_name(row.nation_code)),
        ListColumn("kind", _l("About"), lambda row, _: str(row.kind.label), width=18),
        ListColumn("days", _l("Days"), lambda row, _: days_of(row), width=24),
        ListColumn("first", _l("First day"), "first_on", "day", where="file"),
        ListColumn("last", _l("Last day"), "last_on", "day", where="file"),
        ListColumn("limit", _l("Limit of a gift"), "gift_limit", where="file"),
        ListColumn("source", _l("Source"), "source", width=30),
        ListColumn("looked", _l("Last reviewed"), "looked_on", "day"),
        ListColumn("by", _l("By"), lambda row, _: owner_name(row.looked_by), width=20),
    ),
    address=address_of,
    marking=marked,
    endpoint="ways.index",
    narrowed_by=WayFilter,
)
