"""Indicators that count people, places and money: O02.1, O04.1, O04.3, O05.1, O12.3."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select

from planner.choices import DatePrecision, Family
from planner.days import days_between
from planner.db import db
from planner.events.measures import event_nation, of_family
from planner.events.models import Attendance, Event
from planner.participants.models import Person
from planner.reports.indicators.formula import Formula
from planner.reports.indicators.registry import (
    held,
    indicator,
    last_number,
    own_codes,
    percentage,
    ratio,
    second_number,
)
from planner.reports.indicators.summed import Summed, events, number_of, total
from planner.reports.measures.alumni import LEARNERS, YEAR
from planner.reports.measures.presence import attended, expected
from planner.shapes.figure import Sentence

attendance = Attendance.__table__
CENTS = 100
TAUGHT = (Family.COURSE, Family.EXCHANGE)


def people_words(number: int) -> Sentence:
    """Return “12 people”."""
    words = ngettext("%(people)s person", "%(people)s people", number, people="%(people)s")
    return Sentence(words, {"people": number})


def places_words(number: int) -> Sentence:
    """Return “12 places”."""
    words = ngettext("%(places)s place", "%(places)s places", number, places="%(places)s")
    return Sentence(words, {"places": number})


def own_travellers() -> Any:
    """Return how many of the own nation travelled to an event; null when it is not known."""
    own = select(event_nation.c.headcount_actual).where(
        event_nation.c.event_id == Event.id, event_nation.c.nation_code.in_(own_codes())
    )
    everybody = case((Event.direction == "outbound", attended()))
    return func.coalesce(own.scalar_subquery(), everybody)


def prepared_of(people: Any) -> Any:
    """Return how many of the travellers of an event were prepared, never more than travelled.

    Those of whom it is recorded that they read the brief, and who did not stay away; where
    nobody is recorded all or nobody, as the event says.
    """
    read = (attendance.c.event_id == Event.id, attendance.c.prepared_on.is_not(None))
    came = attendance.c.has_attended.is_not(False)
    counted = select(func.count()).select_from(attendance).where(*read, came).scalar_subquery()
    by_name = exists(select(attendance.c.id).where(*read))
    everybody = case((Event.are_prepared.is_(True), people), else_=0)
    return case((and_(by_name, counted < people), counted), (by_name, people), else_=everybody)


@indicator(
    "O02.1",
    _l(
        "Own people who read the brief of their hosts before they went to executed exchanges and"
        " courses, of all who went to such events. Where nobody is recorded by name: all who went"
        " where “travellers had cultural preparation” is ticked."
    ),
)
def prepared(first: date, last: date) -> Formula:
    """Return own travellers prepared ÷ own travellers, in percent, over EX that we send to.

    Prepared are those of whom it is recorded, else all where the event says so (decision “ways”).
    Travellers are the own nation's headcount, else all who came when we only send; an event
    where neither is known is left out. No traveller → null.
    """
    sent = and_(
        held(first, last),
        of_family(*TAUGHT),
        Event.direction.in_(("outbound", "both")),
    )
    people = own_travellers()
    known = and_(sent, people.is_not(None))
    ready = total(prepared_of(people), known)
    return of_all((ready, total(people, known)), known, people_words)


def of_all(
    parts: tuple[Any, Any], known: ColumnElement[bool], unit: Callable[[int], Sentence]
) -> Formula:
    """Return the share of people or places, in percent; n is all of them, in the events known."""

    def value(some: Any, every: Any, _number: int) -> Decimal | None:
        return percentage(some, every)

    return Formula((*parts, events(known)), value, second_number, known, unit)


@indicator("O04.1", _l("Places filled of places offered, in executed events that give both."))
def places_filled(first: date, last: date) -> Formula:
    """Return Σ places filled ÷ Σ places offered of EX, in percent.

    An event that lacks one of the two numbers is left out; none offered → null.
    """
    filled, offered = Event.places_filled, Event.places_offered
    both = and_(held(first, last), filled.is_not(None), offered.is_not(None))
    return of_all((total(filled, both), total(offered, both)), both, places_words)


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
    places = func.coalesce(Event.places_filled, attended())
    taught = and_(held(first, last), of_family(*TAUGHT))
    received = total(places, taught, Event.host_code.not_in(own_codes()))
    given = total(places, taught, Event.host_code.in_(own_codes()))
    known = and_(taught, places.is_not(None), Event.host_code.is_not(None))

    def value(got: Any, gave: Any, _number: int) -> Decimal | None:
        return ratio(got, gave)

    def n(got: Any, gave: Any, _number: int) -> Any:
        return (got or 0) + (gave or 0)

    return Formula((received, given, events(known)), value, n, known, places_words)


def who_came(*conditions: ColumnElement[bool]) -> Select[int]:
    """Return the keys of people who attended events that meet the conditions.

    Of an event whose names the viewer may not see it returns nobody.
    """
    return (
        select(Attendance.person_id)
        .join(Attendance.event)
        .where(Attendance.has_attended.is_(True), *conditions)
    )


def alumni(last: date) -> Select[int]:
    """Return the keys of partners' people who graduated more than 12 months before a day.

    Value, n and rows rest on it alike, so that each viewer's are of the people he may see.
    """
    graduated = who_came(
        held(date.min, last),
        Event.actual_ends_on < last - YEAR,
        Event.makes_alumni.is_(True),
        Attendance.role.in_(LEARNERS),
    )
    return select(Person.id).where(Person.id.in_(graduated), Person.nation_code.not_in(own_codes()))


@indicator(
    "O05.1",
    _l(
        "Partners’ graduates of courses that make alumni, ended more than 12 months ago, who came"
        " to another executed event in the last 12 months, of all of them. Only people whose"
        " names you may see are counted."
    ),
    of_events=False,
)
def alumni_contacted(_first: date, last: date) -> Formula:
    """Return alumni who attended an event of EX in 12 months ÷ alumni, in percent.

    Alumni are partners' people who attended, as student or participant, an executed event that
    makes alumni and ended before these 12 months; none → null. Other contact is not known.
    A role that may not see people has no number.
    """
    if not db.session.info["viewer"].may("see_people"):
        why = _("It is counted from people, whom your role may not see")
        return Formula((), lambda: None, why_none=Sentence(why, code="people-not-seen"))
    every = select(func.count(Person.id)).where(Person.id.in_(alumni(last)))
    contacted = every.where(Person.id.in_(who_came(held(last - YEAR, last))))
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
    is_exact = Event.date_precision == DatePrecision.DAY
    with_cost = and_(held(first, last), is_exact, Event.actual_cost.is_not(None))
    person_days = (days * people).label("person_days")
    each = select(Event.actual_cost, Event.currency, person_days).where(with_cost).cte("costed")
    known = each.c.person_days > 0
    costed = and_(with_cost, days * people > 0)

    def asked(number: Any) -> Any:
        return select(number).where(known).scalar_subquery()

    parts = (
        Summed(asked(func.sum(each.c.actual_cost)), costed, Event.actual_cost, scale=CENTS),
        Summed(asked(func.sum(each.c.person_days)), costed, days * people),
        Summed(
            asked(func.count(each.c.currency.distinct())),
            costed,
            bucket=Event.currency,
            fold=number_of,
        ),
        events(costed),
    )

    def value(cost: Any, person_days: Any, currencies: int, _number: int) -> Decimal | None:
        return ratio(cost, person_days) if currencies == 1 else None

    return Formula(parts, value, last_number, costed)
