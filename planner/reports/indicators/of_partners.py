"""Indicators that count partners and what is owed to them: O01, O05.3, O12.1; lessons, tone."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, false, func, or_, select

from planner.choices import EXECUTED_STATES, LessonState, Modality, NationTier, PartnerRole
from planner.days import days_between
from planner.db import db
from planner.events.measures import event_nation, was_met
from planner.events.models import Event
from planner.outcomes.models import FollowUp, Lesson, MediaItem
from planner.partners.models import Nation
from planner.reports.indicators.formula import Formula
from planner.reports.indicators.registry import (
    exact,
    first_number,
    held,
    indicator,
    last_number,
    percentage,
    ratio,
)
from planner.reports.measures.alumni import YEAR
from planner.reports.measures.kept_amounts import may_read
from planner.reports.measures.kept_promises import kept_owed
from planner.rollup.contact_queries import has_met, last_slot_of

LESSON_DAYS = 180
ENOUGH_STORIES = 3


def partners(tier: NationTier) -> ColumnElement[bool]:
    """Return the condition for the partners of a tier within the viewer's nations.

    For who sees no events there is none: “never met” would be said of each.
    """
    viewer = db.session.info["viewer"]
    if not viewer.sees_content:
        return false()
    found = [Nation.tier == tier, Nation.is_partner, Nation.is_own.is_(False)]
    if viewer.nations is not None:
        found.append(Nation.code.in_(sorted(viewer.nations)))
    return and_(*found)


def met(tier: NationTier, last: date) -> Formula:
    """Return partners of a tier with an event of EX in the 12 months to a day ÷ all, percent."""
    number, in_tier = select(func.count(Nation.code)), partners(tier)
    parts = number.where(in_tier, was_met_in(last - YEAR, last)), number.where(in_tier)
    return Formula(tuple(part.scalar_subquery() for part in parts), percentage, last_number)


def was_met_in(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that a nation was there at an event of EX, from the rollup or not."""
    if may_read():
        return has_met(db.session(), first, last, db.session.info["viewer"].ceiling, Nation.code)
    contacts = (
        select(event_nation.c.nation_code)
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(was_met())
    )
    return Nation.code.in_(contacts.where(held(first, last)))


@indicator(
    "O01.1",
    _l(
        "Tier A partners with an executed event in the last 12 months, of all tier A partners."
        " The rank is not compared: it is kept in words."
    ),
    of_events=False,
)
def priority_partners_met(_first: date, last: date) -> Formula:
    """Return tier A partners met ÷ tier A partners, in percent; no such partner → null.

    The planned rank stands in words in the event, so that any executed event counts.
    """
    return met(NationTier.A, last)


@indicator(
    "O12.1",
    _l("Tier C partners with an executed event in the last 12 months, of all."),
    of_events=False,
)
def small_partners_met(_first: date, last: date) -> Formula:
    """Return tier C partners met ÷ tier C partners, in percent; no such partner → null."""
    return met(NationTier.C, last)


@indicator(
    "O01.3",
    _l(
        "The most days since the last executed event in person with a tier A partner."
        " No number while one of them has never been met."
    ),
    of_events=False,
)
def longest_silence(_first: date, last: date) -> Formula:
    """Return the greatest days since contact in person (M17) of tier A; never or none → null."""
    last_on = last_in_person(last)
    known = select(last_on.label("last_on")).where(partners(NationTier.A)).subquery("in_person")
    parts = (func.count(), func.count(known.c.last_on), func.min(known.c.last_on))
    asked = tuple(select(part).select_from(known).scalar_subquery() for part in parts)

    def value(every: int, reached: int, oldest: date | int | None) -> Decimal | None:
        if oldest is None or every != reached:
            return None
        day = oldest if isinstance(oldest, date) else date.fromordinal(oldest)
        return Decimal((last - day).days)

    return Formula(asked, value, first_number)


def last_in_person(last: date) -> Any:
    """Return the last day up to one on which a nation was met in person, or its ordinal number."""
    if may_read():
        ceiling = db.session.info["viewer"].ceiling
        return last_slot_of("met-in-person", last, ceiling, Nation.code)
    contact = event_nation.alias("contact")
    return (
        select(func.max(Event.actual_ends_on))
        .join_from(Event, contact, contact.c.event_id == Event.id)
        .where(
            contact.c.nation_code == Nation.code,
            Event.state.in_(EXECUTED_STATES),
            Event.modality == Modality.IN_PERSON,
            Event.actual_ends_on <= last,
            contact.c.role != PartnerRole.INVITED,
        )
        .correlate(Nation)
        .scalar_subquery()
    )


def lessons_due(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition for lessons whose 180 days ended in a period, observed ones aside."""
    window = timedelta(days=LESSON_DAYS)
    return and_(
        Lesson.identified_on.between(first - window, last - window),
        Lesson.state != LessonState.OBSERVED,
    )


@indicator(
    "O03.2",
    _l(
        "Lessons whose 180 days ended in the period and that were validated within them, of all"
        " such lessons; what was only observed is left out."
    ),
    of_events=False,
)
def lessons_closed(first: date, last: date) -> Formula:
    """Return lessons validated within 180 days ÷ lessons whose 180 days ended in the period.

    In percent; a lesson whose days are not over is left out, and so is one that was observed
    but never identified; none → null.
    """
    due = lessons_due(first, last)
    closed = and_(
        Lesson.state == LessonState.VALIDATED,
        days_between(Lesson.identified_on, Lesson.closed_on) <= LESSON_DAYS,
    )
    number = select(func.count(Lesson.id)).where(due)
    parts = (number.where(closed).scalar_subquery(), number.scalar_subquery())
    return Formula(parts, percentage, last_number)


def owed(last: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a follow-up was due before a day, and still owed on it."""
    still = or_(FollowUp.closed_on.is_(None), FollowUp.closed_on > last)
    return and_(Event.discarded_at.is_(None), FollowUp.due_on < last), still


@indicator(
    "O05.3",
    _l(
        "Follow-ups whose due day had passed and that were still owed on the day."
        " No number while none has been due yet."
    ),
    of_events=False,
)
def overdue(_first: date, last: date) -> Formula:
    """Return the number of follow-ups due before the last day and not closed by it.

    None overdue among none is no success: where none was due → null.
    """
    if may_read():
        return Formula(kept_owed(last), owed_value, last_number)
    due, still = owed(last)
    number = select(func.count(FollowUp.id)).join(FollowUp.event).where(due)
    parts = (number.where(still).scalar_subquery(), number.scalar_subquery())
    return Formula(parts, owed_value, last_number)


def owed_value(late: Any, number: int) -> Decimal | None:
    """Return how many are late; nothing where none was due."""
    return exact(late) if number else None


@indicator(
    "O07.1",
    _l("The mean tone of media items published in the period, from three on."),
    of_events=False,
)
def tone(first: date, last: date) -> Formula:
    """Return the mean tone of media items of the period (METRICS M23); fewer than 3 → null."""
    published = MediaItem.published_on.between(first, last)
    parts = (
        select(total).where(published).scalar_subquery()
        for total in (func.sum(MediaItem.tone), func.count(MediaItem.id))
    )

    def value(total: Any, n: int) -> Decimal | None:
        return ratio(total, n) if n >= ENOUGH_STORIES else None

    return Formula(tuple(parts), value, last_number)
