"""The scorecard beside its rows: values, progress and lights of indicators (M20 to M22)."""

from collections.abc import Iterator
from fractions import Fraction

from planner.objectives.assessment import ObjectiveFigures, assess_objective
from planner.objectives.queries import with_indicators
from planner.objectives.readings import Reading, computed_on
from planner.reports.indicators.registry import values
from planner.reports.measures.coverage import objectives_of
from planner.reports.measures.scope import Scope
from planner.reports.plain import parts
from planner.reports.plain.differences import Difference, whether
from planner.reports.plain.indicators import COUNTED
from planner.reports.plain.readings import PlainReading, exact, read
from planner.reports.plain.rows import PlainRows, Row, by


def scorecard(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M20 and M21 of each indicator, and M22 of each objective, from the rows alone."""
    objectives = with_indicators([one.id for one in objectives_of(scope)])
    day, month = min(scope.today, scope.period.last), scope.period.style.month
    known = computed_on([each for one in objectives for each in one.indicators], day)
    indicators_of = by(rows["indicator"], "objective_id")
    for one in objectives:
        found = assess_objective(one, day, known)
        counted = [(row, read(rows, row, day, month)) for row in indicators_of[one.id]]
        by_key = {row["id"]: reading for row, reading in counted}
        for reading in found.readings:
            yield from of_indicator(reading, by_key[reading.indicator.id])
        yield from of_objective(found, counted)


def computed(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare every indicator that the product counts by itself, whether or not a plan has it."""
    a, b = scope.period.first, scope.period.last
    for code, found in values(sorted(COUNTED), a, b).items():
        yield from whether(f"Indicator {code}", found.value, COUNTED[code](rows, a, b))


def of_indicator(one: Reading, counted: PlainReading) -> Iterator[Difference]:
    """Compare what an indicator is made of, then its progress and its light."""
    code = one.indicator.code
    wanted = None if one.target is None else exact(one.target.value)
    yield from whether(f"M20 target of {code}", wanted, counted.wanted)
    yield from whether(f"M20 value of {code}", one.reached, counted.actual)
    yield from whether(f"M20 progress of {code}", one.p, counted.p)
    if one.target is not None:
        yield from whether(f"M21 expected of {code}", one.x, counted.x)
        light = parts.on_the_way(counted.p, counted.x)
        yield from whether(f"M21 light of {code}", one.light.value, light)


def of_objective(
    found: ObjectiveFigures, counted: list[tuple[Row, PlainReading]]
) -> Iterator[Difference]:
    """Compare attainment and completeness of an objective."""
    weighed = [(Fraction(str(row["value_weight"])), reading.p) for row, reading in counted]
    told = (found.attainment.value, found.attainment.completeness)
    yield from whether(f"M22 attainment of {found.objective.code}", told, parts.together(weighed))
