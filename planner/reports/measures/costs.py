"""What events cost, in each currency; no rate of exchange is ever assumed (METRICS M24)."""

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CTE, ColumnElement, and_, case, func, or_, select

from planner.choices import DatePrecision, Modality
from planner.days import days_between
from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import executed_in
from planner.events.models import Event
from planner.reports.measures.presence import attended, expected
from planner.reports.measures.scope import Scope


@measure("costed", _l("Executed, actual cost known"))
def costed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX whose actual cost is known."""
    return and_(executed_in(asked.first, asked.last), Event.actual_cost.is_not(None))


@measure("cost-planned", _l("Executed, planned cost known"))
def cost_planned(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX whose planned cost is known."""
    return and_(executed_in(asked.first, asked.last), Event.planned_cost.is_not(None))


@measure("uncosted", _l("Executed, actual cost not known"))
def uncosted(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX without an actual cost."""
    return and_(executed_in(asked.first, asked.last), Event.actual_cost.is_(None))


@measure("unit-costed", _l("Executed, cost, days and people known"))
def unit_costed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX of which a cost for each person and day is known."""
    people = func.coalesce(attended(), expected())
    is_exact = Event.date_precision == DatePrecision.DAY
    return and_(costed(asked), is_exact, people > 0)


@measure("remote", _l("Executed, virtual or hybrid"))
def remote(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that were virtual or hybrid (M24)."""
    return and_(executed_in(asked.first, asked.last), Event.modality != Modality.IN_PERSON)


@dataclass(frozen=True)
class Costs:
    """The cost of events in one currency, with how many of them it is known of."""

    planned: Decimal = Decimal(0)
    planned_events: int = 0
    actual: Decimal = Decimal(0)
    actual_events: int = 0
    shared: Decimal = Decimal(0)
    """The actual cost of the events whose days and people are known as well."""
    person_days: int = 0
    shared_events: int = 0

    def __add__(self, other: "Costs") -> "Costs":
        """Return both together."""
        return Costs(
            self.planned + other.planned,
            self.planned_events + other.planned_events,
            self.actual + other.actual,
            self.actual_events + other.actual_events,
            self.shared + other.shared,
            self.person_days + other.person_days,
            self.shared_events + other.shared_events,
        )

    @property
    def unit_cost(self) -> Decimal | None:
        """Return actual cost ÷ person-days (M24); None where there is no person-day."""
        return self.shared / self.person_days if self.person_days else None


def each_cost(scope: Scope) -> CTE:
    """Return kind, currency and costs of each executed event, with what its unit cost rests on.

    Person-days are its days × the people who came, else those planned.
    """
    days = days_between(Event.actual_starts_on, Event.actual_ends_on) + 1
    person_days = days * func.coalesce(attended(), expected())
    is_shared = scope.counts("unit-costed")
    return (
        select(
            Event.kind,
            Event.currency,
            Event.planned_cost.label("planned"),
            Event.actual_cost.label("actual"),
            case((is_shared, Event.actual_cost)).label("shared"),
            case((is_shared, person_days)).label("person_days"),
        )
        .where(scope.counts("executed"))
        .cte("each_cost")
    )


def costs(scope: Scope) -> dict[tuple[str, str], Costs]:
    """Return the costs of executed events by kind and currency, in one statement.

    A whole event counts, whatever of it lies outside the period.
    """
    each = each_cost(scope)
    planned, actual, shared, on_days = (
        each.c[name] for name in ("planned", "actual", "shared", "person_days")
    )
    sums = [
        *(func.sum(planned), func.count(planned), func.sum(actual), func.count(actual)),
        *(func.sum(shared), func.sum(on_days), func.count(shared)),
    ]
    statement = (
        select(each.c.kind, each.c.currency, *sums)
        .where(or_(planned.is_not(None), actual.is_not(None)))
        .group_by(each.c.kind, each.c.currency)
    )
    return {
        (kind, currency): Costs(
            meant or Decimal(0), meant_n, paid or Decimal(0), paid_n,
            shared_cost or Decimal(0), int(days_of_people or 0), shared_n,
        )
        for kind, currency, meant, meant_n, paid, paid_n, shared_cost, days_of_people, shared_n
        in db.session.execute(statement)
    }  # fmt: skip
