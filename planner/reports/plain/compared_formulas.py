"""Formulas that reports make of counted numbers, beside the same written out (M15 to M19)."""

from collections.abc import Iterator
from fractions import Fraction

from planner.reports.measures.concentration import concentration, imbalance, reciprocity
from planner.reports.measures.scope import Scope
from planner.reports.measures.trends import Trend, change, direction
from planner.reports.pages.trend import BEFORE, LINES, exact, told_of
from planner.reports.pages.weighed import Weighed, weighed
from planner.reports.periods import earlier
from planner.reports.plain import amounts, outcomes, partners, parts, punctual
from planner.reports.plain.differences import Difference, between, whether
from planner.reports.plain.events import executed
from planner.reports.plain.rows import PlainRows
from planner.reports.plain.wanted import requirements, years

SIGNS = {Trend.RISING: 1, Trend.LEVEL: 0, Trend.FALLING: -1, None: None}


def balance(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M15 over partners, M16 against what is required, and M18 of each partner."""
    a, b, found = scope.period.first, scope.period.last, weighed(scope)
    days = {code: one for code, (one, _) in amounts.effort_by_nation(rows, a, b).items()}
    spread = concentration(list(found.person_days.values()), len(found.partners))
    told = (spread.normalised, spread.effective) if spread else None
    yield from whether("M15 concentration", told, parts.evenness(days, len(found.partners)))
    held = {code: Fraction(one[0]) for code, one in partners.hosting(rows, a, b).items()}
    yield from whether(
        "M16 imbalance",
        imbalance(found.executed, found.wanted),
        parts.apart(held, wanted_by_partner(rows, scope)),
    )
    yield from between("M18 reciprocity", told_back(found), counted_back(rows, scope))


def wanted_by_partner(rows: PlainRows, scope: Scope) -> dict[str, Fraction]:
    """Return what is required with each partner in the years of a period."""
    found: dict[str, Fraction] = {}
    month = scope.period.style.month
    for year in years(scope.period.first, scope.period.last, month):
        for (_objective, code), number in requirements(rows, year, month).items():
            found[code] = found.get(code, Fraction(0)) + number
    return found


def told_back(found: Weighed) -> dict[str, Fraction | None]:
    """Return M18 of each partner as the report has it."""
    return {code: reciprocity(one.hosted, one.visited) for code, one in found.hosting.items()}


def counted_back(rows: PlainRows, scope: Scope) -> dict[str, Fraction | None]:
    """Return M18 of each partner from the rows."""
    counted = partners.hosting(rows, scope.period.first, scope.period.last)
    return {code: parts.back_and_forth(home, away) for code, (_n, home, away) in counted.items()}


def trend(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M19: each figure over six equal periods, its change and its direction."""
    periods = [scope.in_period(one) for one in (*earlier(scope.period, BEFORE), scope.period)]
    told = [told_of(one) for one in periods]
    counted = [figures_of(rows, one) for one in periods]
    for line in LINES:
        values = [exact(one.values[line.key]) for one in told]
        plain = [one[line.key] for one in counted]
        name = f"Trend of {line.key}"
        yield from whether(name, values, plain)
        yield from whether(f"M19 change, {name}", change(*values[-2:]), parts.moved(*plain[-2:]))
        yield from whether(f"M19 direction, {name}", SIGNS[direction(values)], parts.leads(plain))


def figures_of(rows: PlainRows, scope: Scope) -> dict[str, Fraction | None]:
    """Return the figures of the trend for one period."""
    a, b, today = scope.period.first, scope.period.last, scope.today
    every = [one["id"] for one in rows["objective"]]
    yielded, due, _harmed, _waiting = outcomes.outcome_yield(rows, a, b, today, every)
    return {
        "executed": Fraction(len(executed(rows, a, b))),
        "days": Fraction(amounts.event_days(rows, a, b)),
        "person-days": Fraction(amounts.person_days(rows, a, b)[0]),
        "execution": ratio(*punctual.execution(rows, a, b)[0]),
        "yield": ratio(yielded, due),
        "promises": ratio(*outcomes.promises(rows, a, b, today)[:2]),
        "reports": ratio(*punctual.reports_in_time(rows, a, b, today)),
    }


def ratio(part: int, whole: int) -> Fraction | None:
    """Return a share; None of nothing."""
    return Fraction(part, whole) if whole else None
