"""Indicators that count events: O02.2, O03.1, O06, O07.2, O08.1, O09.1, O10.1, O11.2, O12.2."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select

from planner.choices import DatePrecision, Family, Modality
from planner.days import days_between
from planner.events.measure_registry import CountedFor
from planner.events.measures import measured, of_family
from planner.events.models import Event
from planner.reports.indicators.formula import Formula
from planner.reports.indicators.registry import (
    count,
    exact,
    has_partner,
    held,
    indicator,
    last_number,
    partners_in,
    percentage,
    share,
)
from planner.reports.indicators.summed import Buckets, Summed, events, median_of

OBSERVED_FROM = {"troops": 13_000, "tanks": 300, "armoured_vehicles": 500, "artillery": 250}
"""From which size observers are invited (Vienna Document 2011)."""


@indicator(
    "O02.2",
    _l("Executed events with at least one cultural element, of all executed events."),
)
def with_culture(first: date, last: date) -> Formula:
    """Return events of EX with a cultural element filled in ÷ EX, in percent; no EX → null."""
    return share(held(first, last), Event.cultural_elements != [])


@indicator(
    "O03.1",
    _l("Executed events with a partner in which a procedure was tested."),
)
def with_procedure(first: date, last: date) -> Formula:
    """Return the number of events of EX with a partner whose field names a procedure tested."""
    return count(held(first, last), has_partner(), Event.procedure_tested.is_not(None))


def exercises(first: date, last: date) -> list[ColumnElement[bool]]:
    """Return the conditions for the exercises of EX."""
    return [held(first, last), of_family(Family.EXERCISE)]


def notice() -> ColumnElement[int]:
    """Return the days from the announcement to the actual first day; null when not announced."""
    return days_between(Event.announced_on, Event.actual_starts_on)


@indicator(
    "O06.1",
    _l("Executed exercises with a public announcement dated before their first day, of all."),
)
def announced(first: date, last: date) -> Formula:
    """Return exercises of EX announced before the actual first day ÷ exercises of EX, percent."""
    return share(and_(*exercises(first, last)), notice() > 0)


@indicator(
    "O06.2",
    _l(
        "Executed exercises of 13,000 troops, 300 tanks, 500 armoured vehicles or 250 artillery"
        " pieces and over to which observers were invited, of all of that size."
    ),
)
def observed(first: date, last: date) -> Formula:
    """Return exercises of EX above a threshold with observers ÷ those above it, in percent.

    An exercise whose size is not filled in is not above it; none above → null.
    """
    above = or_(*(getattr(Event, name) >= size for name, size in OBSERVED_FROM.items()))
    return share(and_(*exercises(first, last), above), Event.observers_invited.is_(True))


@indicator(
    "O06.3",
    _l(
        "The median of days from the public announcement to the first day, of executed exercises"
        " that were announced; the announcement stands for the notice to neighbours."
    ),
)
def median_notice(first: date, last: date) -> Formula:
    """Return the median notice of the announced exercises of EX known to the day; none → null.

    An exercise announced after it began has a negative notice, and counts with it.
    """
    days = notice()
    known = [Event.date_precision == DatePrecision.DAY, Event.announced_on.is_not(None)]
    told = and_(*exercises(first, last), *known)
    each = (
        select(
            days.label("days"),
            func.row_number().over(order_by=days).label("place"),
            func.count().over().label("number"),
        )
        .where(told)
        .subquery("notices")
    )
    middle = each.c.place * 2 - each.c.number
    mean = select(func.avg(each.c.days)).where(middle.between(0, 2)).scalar_subquery()
    kept = Summed(mean, told, bucket=cast(days, String), fold=median_of)

    def value(found: Any, _number: int) -> Decimal | None:
        return None if found is None else exact(found)

    return Formula((kept, events(told)), value, last_number, told)


@indicator(
    "O07.2",
    _l("Executed events with a part for the community, or that are outreach, of all executed."),
)
def with_community(first: date, last: date) -> Formula:
    """Return events of EX with a community part or of that kind ÷ EX, in percent; no EX → null."""
    outreach = of_family(Family.OUTREACH)
    return share(held(first, last), or_(Event.has_community_part.is_(True), outreach))


@indicator(
    "O08.1",
    _l("Dialogues and conferences with a first approved start in the period that were held in it."),
)
def talks_held(first: date, last: date) -> Formula:
    """Return EX ∩ PL ÷ PL of dialogues and conferences, in percent; no PL → null.

    A hotline test counts when it is logged as such an event.
    """

    def within(found: Buckets) -> int:
        """Return how many of those held in the period were planned for it too."""
        return sum(n for day, n in found.items() if first <= date.fromisoformat(day) <= last)

    asked, talks = CountedFor(last, first, last), of_family(Family.DIALOGUE)
    both, planned = measured("planned-executed", asked), measured("planned", asked)
    parts = (
        events(both, talks, bucket=cast(Event.baseline_starts_on, String), fold=within),
        events(planned, talks, day="baseline_starts_on"),
    )
    return Formula(parts, percentage, last_number, and_(planned, talks))


@indicator("O09.1", _l("Executed exercises with a partner whose scenario is disaster relief."))
def relief_drills(first: date, last: date) -> Formula:
    """Return the number of exercises of EX with a partner and the scenario disaster relief."""
    return count(*exercises(first, last), has_partner(), Event.scenario == "relief")


@indicator("O10.1", _l("Executed events with two or more partner nations beside the own one."))
def with_three_nations(first: date, last: date) -> Formula:
    """Return the number of events of EX with three nations, the own one always being one."""
    return count(held(first, last), partners_in(Event.id) >= 2)


@indicator("O11.2", _l("Executed events of technology cooperation, and cyber exercises."))
def technology(first: date, last: date) -> Formula:
    """Return the number of events of EX of technology cooperation or of the type cyber."""
    kind = of_family(Family.TECHNOLOGY)
    return count(held(first, last), or_(kind, Event.exercise_type == "cyber"))


@indicator("O12.2", _l("Executed events held virtually or in hybrid form, of all executed."))
def from_afar(first: date, last: date) -> Formula:
    """Return the virtual and hybrid events of EX ÷ EX (METRICS M24), in percent; no EX → null."""
    return share(held(first, last), Event.modality.in_((Modality.VIRTUAL, Modality.HYBRID)))
