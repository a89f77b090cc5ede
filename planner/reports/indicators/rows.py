"""The rows behind indicators that count no events: partners, people, lessons, media."""

from collections.abc import Iterator
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from planner.choices import NationTier
from planner.db import db
from planner.objectives.computed import addresses_rows, computed_words
from planner.outcomes.models import Lesson, MediaItem
from planner.outcomes.told import marking_of
from planner.participants.models import Person
from planner.partners.models import Nation
from planner.reports.behind.follow_up_rows import follow_ups_of
from planner.reports.behind.shapes import Leaves, RowBehind, behind, nothing
from planner.reports.indicators.left_out import (
    days_not_over,
    due_later,
    of_follow_ups,
    of_lessons,
    only_observed,
)
from planner.reports.indicators.of_partners import lessons_due, owed, partners
from planner.reports.indicators.of_people import alumni
from planner.reports.indicators.registry import counts_events, measure_of
from planner.reports.measures.last_contacts import Contact, last_contacts
from planner.reports.measures.scope import Scope
from planner.reports.page_parts import report_links
from planner.reports.periods import ReportPeriod
from planner.web.nationnames import nation_name


@addresses_rows
def rows_of_indicator(code: str, first: date, last: date) -> str | None:
    """Return where the rows behind an indicator are: the event list, or a page of rows."""
    scope = Scope(ReportPeriod(first, last), last)
    if counts_events(code):
        return report_links().rows(measure_of(code), scope)
    return report_links().rows_of(measure_of(code), scope)


def behind_indicator(code: str, permission: str = "see", leaves: Leaves = nothing):  # type: ignore[no-untyped-def]
    """Register the rows behind an indicator under its name and words."""
    return behind(measure_of(code), computed_words(code), permission, leaves=leaves)


def of_tier(tier: NationTier, last: date) -> Iterator[RowBehind]:
    """Give the partners of a tier, each with its last contact by a day."""
    met = last_contacts(last)
    for code in db.session.scalars(select(Nation.code).where(partners(tier))):
        day = met.get(code, Contact()).last_on
        words = "" if day else str(_("never met"))
        yield RowBehind(nation_name(code), url_for("nations.show", code=code), words, day)


@behind_indicator("O01.1")
def tier_a(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of O01.1."""
    return of_tier(NationTier.A, scope.period.last)


@behind_indicator("O01.3")
def tier_a_in_person(scope: Scope) -> Iterator[RowBehind]:
    """Give the partners whose silence O01.3 compares."""
    return of_tier(NationTier.A, scope.period.last)


@behind_indicator("O12.1")
def tier_c(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of O12.1."""
    return of_tier(NationTier.C, scope.period.last)


@behind_indicator("O03.2", leaves=of_lessons)
def lessons(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of O03.2."""
    return rows_of_lessons(lessons_due(scope.period.first, scope.period.last))


@behind("lessons-observed", _l("Lessons only observed, their 180 days over in the period"))
def lessons_observed(scope: Scope) -> Iterator[RowBehind]:
    """Give the lessons that nobody identified."""
    return rows_of_lessons(only_observed(scope.period.first, scope.period.last))


@behind("lessons-running", _l("Lessons whose 180 days end after the period"))
def lessons_running(scope: Scope) -> Iterator[RowBehind]:
    """Give the lessons that still have days to be closed in."""
    return rows_of_lessons(days_not_over(scope.period.last))


def rows_of_lessons(condition: ColumnElement[bool]) -> Iterator[RowBehind]:
    """Give lessons, the oldest first."""
    asked = select(Lesson).where(condition).options(joinedload(Lesson.event))
    rows = db.session.scalars(asked.order_by(Lesson.identified_on, Lesson.id))
    for one in rows:
        href = url_for("lessons.show", lesson_id=one.id)
        marking = one.event.marking
        yield RowBehind(
            one.what[:120], href, str(one.state.label), one.identified_on, marking=marking
        )


@behind_indicator("O05.3", leaves=of_follow_ups)
def follow_ups(scope: Scope) -> Iterator[RowBehind]:
    """Give the follow-ups that were due before the last day."""
    due, _still = owed(scope.period.last)
    return follow_ups_of(due)


@behind("follow-ups-due-later", _l("Follow-ups due on the last day of the period or after it"))
def follow_ups_due_later(scope: Scope) -> Iterator[RowBehind]:
    """Give the follow-ups that could not be late on the last day."""
    return follow_ups_of(due_later(scope.period.last))


@behind_indicator("O05.1", "see_people")
def graduates(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of O05.1, for those who may see people."""
    rows = db.session.scalars(
        select(Person).where(Person.id.in_(alumni(scope.period.last))).order_by(Person.name_key)
    )
    for one in rows:
        href = url_for("people.show", person_id=one.id)
        yield RowBehind(one.name, href, nation_name(one.nation_code))


@behind_indicator("O07.1")
def media(scope: Scope) -> Iterator[RowBehind]:
    """Give the media items published in the period."""
    rows = db.session.scalars(
        select(MediaItem)
        .where(MediaItem.published_on.between(scope.period.first, scope.period.last))
        .options(joinedload(MediaItem.event))
        .order_by(MediaItem.published_on)
    )
    for one in rows:
        href = url_for("media.show", item_id=one.id)
        yield RowBehind(one.title, href, str(one.tone), one.published_on, marking=marking_of(one))
