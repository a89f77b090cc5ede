"""What the register of gifts is narrowed to, part by part."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select

from planner.choices import GiftDirection, GiftPlace
from planner.events.models import Event, EventNation
from planner.events.release.queries import may_go_to
from planner.partners.queries import partner_choices
from planner.protocol.models import Gift
from planner.web.lists.asking import (
    DAY,
    one_of,
    receiver,
    several_codes,
    several_nations,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

DECLARED = {"yes": _l("Declared"), "lacking": _l("Above the limit, not declared")}


def of_events(*conditions: Any) -> ColumnElement[bool]:
    """Return the condition that the event of a gift meets others."""
    mine = select(Event.id).where(Event.id == Gift.event_id, *conditions)
    return mine.correlate(Gift).exists()


def with_nations(codes: Any) -> ColumnElement[bool]:
    """Return the condition that a gift is with one of the nations.

    One that names no partner is with all of its event.
    """
    took_part = select(EventNation.event_id).where(EventNation.nation_code.in_(codes))
    with_all = and_(Gift.nation_code.is_(None), Gift.event_id.in_(took_part))
    return or_(Gift.nation_code.in_(codes), with_all)


def is_declared(answer: str) -> ColumnElement[bool]:
    """Return the condition that a gift was declared, or that it has to be and was not."""
    if answer == "yes":
        return Gift.declared_on.is_not(None)
    return and_(Gift.declared_on.is_(None), Gift.value > Gift.declare_above)


def gift_may_go(code: str) -> ColumnElement[bool]:
    """Return the condition that the event of a gift may go to a nation."""
    return of_events(*may_go_to(code))


@dataclass(frozen=True)
class GiftFilter(ListFilter):
    """Which gifts are wanted; an empty part does not narrow. Days are those of the event."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("gift", Gift.id)),
        FilterPart(
            "direction",
            _l("Given or received"),
            matches(Gift.direction, "direction"),
            several_codes(GiftDirection),
        ),
        FilterPart(
            "nation",
            _l("Partner"),
            given("nation", with_nations),
            several_nations(partner_choices),
        ),
        FilterPart(
            "place", _l("Where it is"), matches(Gift.place, "place"), several_codes(GiftPlace)
        ),
        FilterPart("declared", _l("Declaration"), given("declared", is_declared), one_of(DECLARED)),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", gift_may_go),
            receiver(partner_choices),
        ),
        FilterPart(
            "from",
            _l("Events from"),
            given("since", lambda day: of_events(Event.sort_on >= day)),
            DAY,
            "since",
        ),
        FilterPart(
            "to",
            _l("Events until"),
            given("until", lambda day: of_events(Event.sort_on <= day)),
            DAY,
            "until",
        ),
    )

    q: str = ""
    direction: tuple[GiftDirection, ...] = ()
    nation: tuple[str, ...] = ()
    place: tuple[GiftPlace, ...] = ()
    declared: str = ""
    releasable: str = ""
    since: date | None = None
    until: date | None = None
