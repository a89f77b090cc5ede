"""Who hosts whom, and whose places are filled (METRICS M18)."""

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from planner.choices import Family
from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import event_nation, executed_in, nation, of_family
from planner.events.models import Event
from planner.reports.measures.presence import attended
from planner.reports.measures.scope import Scope

TAUGHT = (Family.COURSE, Family.EXCHANGE)
OWN = select(nation.c.code).where(nation.c.is_own)


def is_at_home() -> ColumnElement[bool]:
    """Return the condition that the own nation hosts an event."""
    return Event.host_code.in_(OWN)


def is_at(asked: CountedFor) -> ColumnElement[bool]:
    """Return the condition that an asked nation hosts an event; without any, that another does."""
    if asked.nation_codes:
        return and_(Event.host_code.in_(asked.nation_codes), Event.host_code.not_in(OWN))
    return Event.host_code.not_in(OWN)


@measure("hosted", _l("Executed, hosted by us"))
def hosted(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that the own nation hosted."""
    return and_(executed_in(asked.first, asked.last), is_at_home())


@measure("visited", _l("Executed, hosted by the partner"))
def visited(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that a partner hosted: the asked one, where one is asked for."""
    return and_(executed_in(asked.first, asked.last), is_at(asked))


@measure("without-host", _l("Executed, host not said"))
def without_host(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX of which nobody said who hosted."""
    return and_(executed_in(asked.first, asked.last), Event.host_code.is_(None))


def has_places(asked: CountedFor) -> ColumnElement[bool]:
    """Return the executed courses and exchanges of which places filled, or people, are known."""
    places = or_(Event.places_filled.is_not(None), attended().is_not(None))
    return and_(executed_in(asked.first, asked.last), of_family(*TAUGHT), places)


@measure("places-given", _l("Executed course or exchange, hosted by us"))
def places_given(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events in which the own nation gave places."""
    return and_(has_places(asked), is_at_home())


@measure("places-received", _l("Executed course or exchange, hosted by the partner"))
def places_received(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events in which places of a partner were filled."""
    return and_(has_places(asked), is_at(asked))


@dataclass(frozen=True)
class Places:
    """Places at courses and exchanges: given by the own nation, received from others."""

    given: int
    received: int

    @property
    def ratio(self) -> Decimal | None:
        """Return places received ÷ places given; None where none were given."""
        return Decimal(self.received) / self.given if self.given else None


def places(scope: Scope) -> Places:
    """Return the places of a scope: those filled, else the people who came."""
    number = func.coalesce(Event.places_filled, attended(), 0)
    sums = [
        select(func.coalesce(func.sum(number), 0)).where(scope.counts(name)).scalar_subquery()
        for name in ("places-given", "places-received")
    ]
    given, received = db.session.execute(select(*sums)).one()
    return Places(int(given), int(received))


@dataclass(frozen=True)
class Hosting:
    """What was executed with one partner: events in all, hosted by us, hosted by it."""

    executed: int = 0
    hosted: int = 0
    visited: int = 0


def hosting_by_nation(scope: Scope) -> dict[str, Hosting]:
    """Return the executed events with each partner, in one statement."""
    theirs = Event.host_code == event_nation.c.nation_code
    sums = (func.sum(case((one, 1), else_=0)) for one in (is_at_home(), theirs))
    statement = (
        select(event_nation.c.nation_code, func.count(), *sums)
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(scope.counts("executed"), not_(event_nation.c.nation_code.in_(OWN)))
        .group_by(event_nation.c.nation_code)
    )
    if scope.nation_codes:
        statement = statement.where(event_nation.c.nation_code.in_(scope.nation_codes))
    rows = db.session.execute(statement)
    return {code: Hosting(number, int(home), int(away)) for code, number, home, away in rows}
