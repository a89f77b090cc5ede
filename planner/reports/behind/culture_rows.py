"""What stands behind numbers of culture and gifts: the parts shown, the gifts."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.protocol.models import CulturalPart, Gift
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.culture import is_undeclared, rows_with_partners
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Sentence


@behind("culture-shown", _l("What was shown of culture in the period"))
def culture_shown(scope: Scope) -> Iterator[RowBehind]:
    """Give the parts of culture of executed events; their parts are the directions."""
    return (row_of(one, "cultural_parts") for one in rows_with_partners(CulturalPart, scope))


@behind("gifts", _l("Gifts at executed events of the period"))
def gifts(scope: Scope) -> Iterator[RowBehind]:
    """Give the gifts of executed events; their parts are the ways they went."""
    return (row_of(one, "gifts") for one in rows_with_partners(Gift, scope))


@behind("gifts-undeclared", _l("Gifts above their limit that nobody declared"))
def gifts_undeclared(scope: Scope) -> Iterator[RowBehind]:
    """Give the gifts of executed events that had to be declared and were not."""
    found = rows_with_partners(Gift, scope, is_undeclared())
    return (row_of(one, "gifts") for one in found)


def row_of(one: Any, anchor: str) -> RowBehind:
    """Return a row that leads to the part of an event's page that tells of it."""
    words = Sentence(
        "%(direction)s · %(event)s",
        {"direction": str(one.direction.label), "event": one.event.title},
    )
    return RowBehind(
        one.what,
        url_for("events.show", event_id=one.event_id, _anchor=anchor),
        words,
        one.event.actual_starts_on,
        marking=one.event.marking,
        part=one.direction.value,
    )
