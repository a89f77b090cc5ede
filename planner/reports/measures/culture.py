"""What of whose culture was met with which partner, and what was given (MISSION 38, 107).

Parts of culture and gifts count where their event counts as executed in the period. One that
names no partner is with each partner of its event.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, String, and_, case, cast, func, literal, or_, select

from planner.choices import CulturalElement, CultureDirection, GiftDirection
from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import event_nation, executed_in
from planner.events.models import Event
from planner.protocol.models import CulturalPart, Gift
from planner.reports.measures.meetings import OWN
from planner.reports.measures.scope import Scope

UNDECLARED = "undeclared"
"""Gifts above their limit that nobody declared, whichever way they went."""


@measure("with-culture", _l("Executed, with a cultural element"))
def with_culture(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX with an element: the numerator of O02.2."""
    return and_(executed_in(asked.first, asked.last), Event.cultural_elements != [])


@measure("without-culture", _l("Executed, without any cultural element"))
def without_culture(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX without an element."""
    return and_(executed_in(asked.first, asked.last), Event.cultural_elements == [])


def has_element(element: CulturalElement) -> ColumnElement[bool]:
    """Return the condition that an event names an element among its own."""
    named = literal(" ") + cast(Event.cultural_elements, String) + literal(" ")
    return named.like(f"% {element.value} %")


def of_element(element: CulturalElement) -> None:
    """Register the executed events with one element."""

    @measure(f"culture-{element.value}", _l("Executed, with one element of culture"))
    def with_element(asked: CountedFor) -> ColumnElement[bool]:
        return and_(executed_in(asked.first, asked.last), has_element(element))


for one_element in CulturalElement:
    of_element(one_element)


def with_partners(statement: Any, row: Any, scope: Scope) -> Any:
    """Narrow rows to executed events of a scope, each beside the partners that it is with."""
    statement = (
        statement.join(Event, Event.id == row.event_id)
        .join(event_nation, event_nation.c.event_id == Event.id)
        .where(
            scope.counts("executed"),
            event_nation.c.nation_code.not_in(OWN),
            or_(row.nation_code.is_(None), row.nation_code == event_nation.c.nation_code),
        )
    )
    if scope.nation_codes:
        return statement.where(event_nation.c.nation_code.in_(scope.nation_codes))
    return statement


def by_partner(row: Any, part: Any, scope: Scope, *more: Any) -> dict[str, dict[Any, int]]:
    """Return how many rows there are with each partner, by what they are parted by."""
    code = event_nation.c.nation_code
    statement = select(code, part, func.count()).select_from(row).where(*more)
    found: dict[str, dict[Any, int]] = defaultdict(dict)
    rows = with_partners(statement, row, scope).group_by(code, part)
    for nation, one, number in db.session.execute(rows):
        found[nation][one] = number
    return dict(found)


def parts_by_partner(scope: Scope) -> Mapping[str, Mapping[CultureDirection, int]]:
    """Return the parts of culture with each partner, by direction."""
    return by_partner(CulturalPart, CulturalPart.direction, scope)


def is_undeclared() -> ColumnElement[bool]:
    """Return the condition that a gift is above its limit and nobody declared it."""
    return and_(Gift.declared_on.is_(None), Gift.value > Gift.declare_above)


def gifts_by_partner(scope: Scope) -> Mapping[str, Mapping[GiftDirection, int]]:
    """Return the gifts with each partner, by the way they went."""
    return by_partner(Gift, Gift.direction, scope)


def undeclared_by_partner(scope: Scope) -> Mapping[str, Mapping[str, int]]:
    """Return with each partner the gifts that had to be declared and were not."""
    return by_partner(Gift, literal(UNDECLARED), scope, is_undeclared())


def elements_used(scope: Scope) -> dict[CulturalElement, int]:
    """Return by element how many executed events name it; an event may name several."""
    sums = [func.sum(case((has_element(one), 1), else_=0)) for one in CulturalElement]
    row = db.session.execute(select(*sums).where(scope.counts("executed"))).one()
    return {one: int(number or 0) for one, number in zip(CulturalElement, row, strict=True)}


def rows_with_partners(row: Any, scope: Scope, *more: Any) -> list[Any]:
    """Return the rows behind the numbers of a scope, each once, of the latest events first."""
    keys = with_partners(select(row.id).where(*more), row, scope)
    found = select(row).join(row.event).where(row.id.in_(keys))
    return list(db.session.scalars(found.order_by(Event.sort_on.desc(), row.id)))
