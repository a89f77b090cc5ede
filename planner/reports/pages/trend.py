"""Trend: the figures of a period beside those of the equal periods before it (M19)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.effort import activity
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.timeliness import promises
from planner.reports.measures.totals import numbers
from planner.reports.measures.trends import Trend, change, direction
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.reports.period_notes import period_words
from planner.reports.periods import earlier
from planner.shapes.document import Chart, Point
from planner.shapes.figure import Label, Rate, Share

BEFORE = 5
"""How many periods stand beside the one asked for."""
COUNTED = (
    *("executed", "planned", "planned-executed", "yield-due", "yielded"),
    *("report-due", "reported-in-time"),
)
WORDS = {
    Trend.RISING: _l("↑ rising"),
    Trend.FALLING: _l("↓ falling"),
    Trend.LEVEL: _l("→ level"),
}
Value = int | Rate


@dataclass(frozen=True)
class Told:
    """The values of one period by line, and its scope."""

    scope: Scope
    values: dict[str, Value]


@dataclass(frozen=True)
class TrendLine:
    """One figure over periods: its name, its formula, and the rows behind a value."""

    key: str
    label: Label
    code: str
    rows: Callable[[Links, Scope], str]


def of_measure(name: str) -> Callable[[Links, Scope], str]:
    """Return what opens the events of a measure."""
    return lambda links, scope: links.rows(name, scope)


LINES = (
    TrendLine("executed", _l("Executed events"), "", of_measure("executed")),
    TrendLine("days", _l("Event-days"), "M1", of_measure("on-days")),
    TrendLine("person-days", _l("Person-days"), "M2", of_measure("effort")),
    TrendLine("execution", _l("Execution rate"), "M5", of_measure("planned-executed")),
    TrendLine("yield", _l("Outcome yield"), "M11", of_measure("yielded")),
    TrendLine(
        "promises",
        _l("Follow-ups on time"),
        "M13",
        lambda links, scope: links.rows_of("follow-ups-in-time", scope),
    ),
    TrendLine("reports", _l("Reports on time"), "M14", of_measure("reported-in-time")),
)


@report(
    "trend",
    _l("Trend"),
    _l("Is there more or less of it than in the periods before?"),
    "without-days",
    "without-people",
    "yield-waiting",
)
def trend(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give each figure over six equal periods with its change and its direction."""
    periods = [*earlier(asked.scope.period, BEFORE), asked.scope.period]
    told = [told_of(asked.scope.in_period(period)) for period in periods]
    chart = Chart(_("Executed events"), "", tuple(point_of(one, links) for one in told))
    table = Table(
        _("Period by period"), columns_of(told), [row_of(one, told, links) for one in LINES]
    )
    yield ReportPart(
        _("Figures over time"), charts=[chart], tables=[table], says=said(told[-1].scope)
    )


def said(scope: Scope) -> str:
    """Return how to read the lines."""
    words = _(
        "Change is on the period before; a direction is told of four periods with data or more, "
        "by the median slope of all pairs."
    )
    if scope.period.first <= scope.today < scope.period.last:
        words += " " + _("The last period is not over yet.")
    return str(words)


def told_of(scope: Scope) -> Told:
    """Return the values of one period."""
    found, done, kept = numbers(scope, COUNTED), activity(scope), promises(scope)
    return Told(
        scope,
        {
            "executed": found["executed"],
            "days": done.event_days,
            "person-days": int(done.effort.person_days),
            "execution": Rate(found["planned-executed"], found["planned"]),
            "yield": Rate(found["yielded"], found["yield-due"]),
            "promises": kept.rate,
            "reports": Rate(found["reported-in-time"], found["report-due"]),
        },
    )


def point_of(one: Told, links: Links) -> Point:
    """Return the executed events of a period as a point of the chart."""
    value = one.values["executed"]
    return Point(
        period_words(one.scope.period),
        value if isinstance(value, int) else None,
        links.rows("executed", one.scope),
    )


def columns_of(told: Sequence[Told]) -> tuple[Column, ...]:
    """Return a column for each period, then change and direction."""
    return (
        Column(_("Figure")),
        *(Column(period_words(one.scope.period), "figure") for one in told),
        Column(_("Change"), "percent"),
        Column(_("Direction")),
    )


def row_of(line: TrendLine, told: Sequence[Told], links: Links) -> tuple[object, ...]:
    """Return one figure over the periods."""
    values = [exact(one.values[line.key]) for one in told]
    moved, leads = change(*values[-2:]), direction(values)
    label = f"{line.label} {line.code}".strip()
    return (
        label,
        *(Cell(one.values[line.key], line.rows(links, one.scope)) for one in told),
        None if moved is None else Share(float(moved)),
        WORDS[leads] if leads else "",
    )


def exact(value: Value) -> Fraction | None:
    """Return a value as a fraction; None of a rate of nothing."""
    if isinstance(value, Rate):
        return Fraction(value.numerator, value.denominator) if value.denominator else None
    return Fraction(value)
