"""Which executed events have all that figures count, and what the others lack."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, func, not_, select

from planner.choices import DatePrecision
from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import executed_in, unlinked
from planner.events.models import Event
from planner.outcomes.models import Outcome
from planner.reports.measures.answers import no_answer, unreported
from planner.reports.measures.presence import attended, expected
from planner.reports.measures.scope import Scope
from planner.reports.measures.yields import seen_outcomes


@measure("people-unknown", _l("Executed, neither attended nor planned people known"))
def people_unknown(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX without any number of people."""
    unknown = and_(attended().is_(None), expected().is_(None))
    return and_(executed_in(asked.first, asked.last), unknown)


@measure("executed-unowned", _l("Executed without an owner"))
def executed_unowned(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that nobody owns."""
    return and_(executed_in(asked.first, asked.last), Event.owner_id.is_(None))


@measure("vague", _l("Executed, known to the month or the year only"))
def vague(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX whose days are not known."""
    return and_(executed_in(asked.first, asked.last), Event.date_precision != DatePrecision.DAY)


@measure("complete", _l("Executed, with objective, people, host, report and word on outcomes"))
def complete(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that lack nothing of what is asked of every event."""
    return and_(
        executed_in(asked.first, asked.last),
        not_(unlinked()),
        not_(people_unknown(asked)),
        Event.host_code.is_not(None),
        not_(unreported(asked)),
        not_(no_answer(asked)),
    )


def unverified_outcomes(scope: Scope) -> int:
    """Return how many outcomes seen in a scope nobody has verified."""
    statement = select(func.count(Outcome.id)).where(
        *seen_outcomes(scope), Outcome.verified_by_id.is_(None)
    )
    return db.session.scalars(statement).one()
