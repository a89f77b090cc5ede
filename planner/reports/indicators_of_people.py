"""Indicators that count people, places and money: O02.1, O04.1, O04.3, O05.1, O12.3."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, func, select

from planner.choices import AttendanceRole, DatePrecision, EventKind
from planner.days import days_between
from planner.events.measures import event_nation
from planner.events.models import Attendance, Event
from planner.participants.models import Person
from planner.reports.effort import attended, expected
from planner.reports.formulas import (
    YEAR,
    Formula,
    amount,
    detail,
    events,
    held,
    indicator,
    is_ticked,
    last_number,
    own_codes,
    percentage,
    ratio,
)

TAUGHT = (EventKind.EDUCATION_TRAINING, EventKind.PERSONNEL_EXCHANGE)
LEARNERS = (AttendanceRole.STUDENT, AttendanceRole.PARTICIPANT)
attendance = Attendance.__table__
person = Person.__table__


def total(number: Any, *conditions: ColumnElement[bool]) -> Any:
    """Return the sum of a number over the events that meet the conditions."""
    return select(func.sum(number)).where(*conditions).scalar_subquery()


def own_travellers() -> Any:
    """Return how many of the own nation travelled to an event; null when it is not known."""
    own = select(event_nation.c.headcount_actual).where(
        event_nation.c.event_id == Event.id, event_nation.c.nation_code.in_(own_codes())
    )
    everybody = case((detail("direction") == "outbound", attended()))
    return func.coalesce(own.scalar_subquery(), everybody)


@indicator(
    "O02.1",
    _l(
        "Own people who went to executed exchanges and courses where “travellers had cultural"
        " preparation” is ticked, of all who went to such events."
    ),
)
def prepared(first: date, last: date) -> Formula:
    """Return own travellers prepared ÷ own travellers, in percent, over EX that we send to.

    Travellers are the own nation's headcount, else all who came when we only send; an event
    where neither is known is left out. No traveller → null.
    """
    sent = and_(
        held(first, last),
        Event.kind.in_(TAUGHT),
        detail("direction").in_(("outbound", "both")),
    )
    people = own_travellers()
    known = and_(sent, people.is_not(None))
    parts = (total(people, known, is_ticked("are_prepared")), total(people, known))
    return Formula(parts, percentage, last_number, known)


@indicator("O04.1", _l("Places filled of places offered, in executed events that give both."))
def places_filled(first: date, last: date) -> Formula:
    """Return Σ places filled ÷ Σ places offered of EX, in percent.

    An event that lacks one of the two numbers is left out; none offered → null.
    """
    filled, offered = amount("places_filled"), amount("places_offered")
    both = and_(held(first, last), filled.is_not(None), offered.is_not(None))
    return Formula((total(filled, both), total(offered, both)), percentage, last_number, both)


@indicator(
    "O04.3",
    _l(
        "People at executed courses and exchanges that others hosted, for each one at those that"
        " the own nation hosted; places filled, else people who came."
    ),
)
def places_received(first: date, last: date) -> Formula:
    """Return places at courses hosted by others ÷ places at courses hosted by the own nation.

    Places are those filled, else the people who came; an event without a host or a number is
    left out; none given → null (METRICS M18).
    """
    places = func.coalesce(amount("places_filled"), attended())
    taught = and_(held(first, last), Event.kind.in_(TAUGHT))
    received = total(places, taught, Event.host_code.not_in(own_codes()))
    given = total(places, taught, Event.host_code.in_(own_codes()))
    known = and_(taught, places.is_not(None), Event.host_code.is_not(None))
    return Formula((received, given), ratio, lambda got, gave: (got or 0) + (gave or 0), known)


def who_came(*conditions: ColumnElement[bool]) -> Select[tuple[int]]:
    """Return the keys of the partners' people who attended events that meet the conditions."""
    return (
        select(attendance.c.person_id)
        .join_from(Event, attendance, attendance.c.event_id == Event.id)
        .where(attendance.c.has_attended, *conditions)
    )


def alumni(last: date) -> Select[tuple[int]]:
    """Return the keys of partners' people who graduated more than 12 months before a day."""
    graduated = who_came(
        held(date.min, last),
        Event.actual_ends_on < last - YEAR,
        is_ticked("makes_alumni"),
        attendance.c.role.in_(LEARNERS),
    )
    return select(person.c.id).where(
        person.c.id.in_(graduated), person.c.nation_code.not_in(own_codes())
    )


@indicator(
    "O05.1",
    _l(
        "Partners’ graduates of courses that make alumni, ended more than 12 months ago, who came"
        " to another executed event in the last 12 months, of all of them."
    ),
    of_events=False,
)
def alumni_contacted(_first: date, last: date) -> Formula:
    """Return alumni who attended an event of EX in 12 months ÷ alumni, in percent.

    Alumni are partners' people who attended, as student or participant, an executed event that
    makes alumni and ended before these 12 months; none → null. Other contact is not known.
    """
    every = select(func.count(person.c.id)).where(person.c.id.in_(alumni(last)))
    contacted = every.where(person.c.id.in_(who_came(held(last - YEAR, last))))
    parts = (contacted.scalar_subquery(), every.scalar_subquery())
    return Formula(parts, percentage, last_number)


@indicator(
    "O12.3",
    _l(
        "The actual cost of executed events for each person and day, of events with cost, days and"
        " people known. No number when costs stand in several currencies."
    ),
)
def unit_cost(first: date, last: date) -> Formula:
    """Return Σ actual cost ÷ Σ person-days of whole events of EX (METRICS M24).

    People are those who came, else those planned. An event without cost, people or exact days
    is left out; several currencies or no person-day → null.
    """
    days = days_between(Event.actual_starts_on, Event.actual_ends_on) + 1
    people = func.coalesce(attended(), expected())
    each = (
        select(Event.actual_cost, Event.currency, (days * people).label("person_days"))
        .where(
            held(first, last),
            Event.date_precision == DatePrecision.DAY,
            Event.actual_cost.is_not(None),
        )
        .cte("costed")
    )
    sums = (
        func.sum(each.c.actual_cost),
        func.sum(each.c.person_days),
        func.count(each.c.currency.distinct()),
    )
    known = each.c.person_days > 0
    parts = tuple(select(number).where(known).scalar_subquery() for number in sums)

    costed = and_(
        held(first, last),
        Event.date_precision == DatePrecision.DAY,
        Event.actual_cost.is_not(None),
        people > 0,
    )

    def value(cost: Any, person_days: Any, currencies: int, _number: int) -> Decimal | None:
        return ratio(cost, person_days) if currencies == 1 else None

    return Formula((*parts, events(costed)), value, last_number, costed)
