"""How computed indicators are put: counts in the database, all of them in one statement."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, false, func, select

from planner.db import db
from planner.events.measure_registry import MEASURES, CountedFor, measure
from planner.events.measures import event_nation, measured, nation
from planner.events.models import Event
from planner.objectives.computed import Computed, computed_together
from planner.reports.indicators.formula import FORMULAS, MADE_OF_EVENTS, Build, Formula
from planner.reports.indicators.kept_sums import kept_numbers
from planner.reports.indicators.summed import Summed, events
from planner.reports.measures.kept_amounts import may_read
from planner.shapes.figure import Sentence

ANY_DAY = date(1900, 1, 1)


def events_of(build: Build) -> Callable[[CountedFor], ColumnElement[bool]]:
    """Return the condition for the events behind an indicator, as a list asks for them."""

    def condition(asked: CountedFor) -> ColumnElement[bool]:
        found = build(asked.first or ANY_DAY, asked.last or asked.today).events
        return false() if found is None else found

    return condition


def indicator(code: str, words: object, *, of_events: bool = True) -> Callable[[Build], Build]:
    """Register the formula of an indicator, with the words that say what it counts.

    One that is made of events gets a measure, by which the event list shows them.
    """

    def register(build: Build) -> Build:
        FORMULAS[code] = build
        computed_together(code, values, words)
        if of_events:
            MADE_OF_EVENTS[code] = build
            measure(measure_of(code), words, needs_share=False)(events_of(build))
        return build

    return register


def values(codes: Collection[str], first: date, last: date) -> dict[str, Computed]:
    """Return the values of indicators in a period, as far as the viewer may see.

    One statement asks the rows; what the rollup keeps is one more, where the viewer may be told.
    """
    formulas = {code: formula_of(code, first, last) for code in codes}
    asked = {
        (code, at): part
        for code, formula in formulas.items()
        for at, part in enumerate(formula.parts)
    }
    numbers = kept_numbers(asked, first, last) if may_read() else {}
    rest = {place: part for place, part in asked.items() if place not in numbers}
    parts = [part.asked if isinstance(part, Summed) else part for part in rest.values()]
    if parts:
        numbers |= zip(rest, db.session.execute(select(*parts)).one(), strict=True)
    return {
        code: made_of(formula, [numbers[code, at] for at in range(len(formula.parts))])
        for code, formula in formulas.items()
    }


def formula_of(code: str, first: date, last: date) -> Formula:
    """Return a formula over some days; one of events says the same to every viewer."""
    build = MADE_OF_EVENTS.get(code)
    return FORMULAS[code](first, last) if build is None else built(build, first, last)


@lru_cache(maxsize=512)
def built(build: Build, first: date, last: date) -> Formula:
    """Return what a builder makes for some days, made once."""
    return build(first, last)


def made_of(formula: Formula, numbers: list[Any]) -> Computed:
    """Return what a formula makes of the numbers that the database answered."""
    n = None if formula.n is None else int(formula.n(*numbers) or 0)
    words = None
    if n is not None and formula.unit is not None:
        words = in_events(formula.unit(n), numbers[-1])
    return Computed(formula.value(*numbers), n, words, formula.why_none)


def in_events(counted: Sentence, number: int) -> Sentence:
    """Return “12 people in 4 events”: what was counted, and how many rows a reader opens."""
    left = {"counted": "%(counted)s", "events": "%(events)s"}
    words = ngettext(
        "%(counted)s in %(events)s event", "%(counted)s in %(events)s events", number, **left
    )
    return Sentence(words, {"counted": counted, "events": number})


def measure_of(code: str) -> str:
    """Return the name of the measure that lists the events behind an indicator."""
    return f"indicator-{code}"


def counts_events(code: str) -> bool:
    """Say whether the rows behind an indicator are events."""
    return measure_of(code) in MEASURES


def exact(number: Any) -> Decimal:
    """Return what either database calls a number as a decimal; nothing is 0."""
    return Decimal(str(number or 0))


def ratio(above: Any, below: Any) -> Decimal | None:
    """Return above ÷ below; None when there is nothing to divide by."""
    return exact(above) / exact(below) if below else None


def percentage(above: Any, below: Any) -> Decimal | None:
    """Return 100 × above ÷ below; None when there is nothing to divide by."""
    found = ratio(above, below)
    return None if found is None else 100 * found


def held(first: date, last: date) -> ColumnElement[bool]:
    """Return EX of METRICS."""
    return measured("executed", CountedFor(last, first, last))


def first_number(number: Any, *_more: Any) -> Any:
    """Return the first of a formula's numbers."""
    return number


def second_number(_first: Any, number: Any, *_more: Any) -> Any:
    """Return the second of a formula's numbers."""
    return number


def last_number(*numbers: Any) -> Any:
    """Return the last of a formula's numbers."""
    return numbers[-1]


def count(*conditions: ColumnElement[bool]) -> Formula:
    """Return the formula of a number of events: none is 0."""
    return Formula((events(*conditions),), exact, first_number, and_(*conditions))


def share(of: ColumnElement[bool], condition: ColumnElement[bool]) -> Formula:
    """Return the formula of the events of a set that meet a condition, in percent."""
    return Formula((events(of, condition), events(of)), percentage, last_number, of)


def own_codes() -> Any:
    """Return the code of the own nation."""
    return select(nation.c.code).where(nation.c.is_own)


def partners_in(event_id: Any) -> Any:
    """Return the number of partner nations in an event."""
    every = event_nation.alias("every_partner")
    taking_part = and_(every.c.event_id == event_id, every.c.nation_code.not_in(own_codes()))
    return select(func.count(every.c.id)).where(taking_part).scalar_subquery()


def has_partner() -> ColumnElement[bool]:
    """Return the condition that at least one partner nation takes part."""
    condition: ColumnElement[bool] = partners_in(Event.id) >= 1
    return condition
