"""What publications and concerns belong to a nation, and which of them wait for an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from planner.choices import MediaAnswer, Role
from planner.events.measures import event_nation
from planner.events.mine import is_mine
from planner.events.models import Event, ObjectiveLink
from planner.events.release.queries import may_go_to
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import MediaItem
from planner.viewers import Viewer

ANSWER_DAYS = 2
"""Within so many days a critical publication is answered (48 hours, by days of the office)."""

CONCERN_DAYS = 14
"""Within so many days a concern is answered."""

hosting = Event.__table__.alias("hosting_of_told")  # a table: who sees the row sees its event


def belongs_to(entity: Any, codes: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a row belongs to one of some nations.

    To the one it names; where it names none, to those that took part in its event or hosted it.
    """
    wanted = list(codes)
    takes_part = exists().where(
        event_nation.c.event_id == entity.event_id, event_nation.c.nation_code.in_(wanted)
    )
    hosted = exists().where(hosting.c.id == entity.event_id, hosting.c.host_code.in_(wanted))
    of_event = and_(entity.nation_code.is_(None), or_(takes_part, hosted))
    return or_(entity.nation_code.in_(wanted), of_event)


def serves(entity: Any, keys: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that the event of a row serves one of some objectives."""
    link = select(ObjectiveLink.event_id).where(ObjectiveLink.objective_id.in_(list(keys)))
    found: ColumnElement[bool] = entity.event_id.in_(link)
    return found


def of_event_that_may_go(entity: Any, code: str) -> ColumnElement[bool]:
    """Return the condition that the event of a row may go to a nation; without one it may not."""
    found: ColumnElement[bool] = entity.event_id.in_(select(Event.id).where(*may_go_to(code)))
    return found


def is_unanswered() -> ColumnElement[bool]:
    """Return the condition that a publication is critical and nobody answered it or let it be."""
    return and_(MediaItem.tone < 0, MediaItem.answered_on.is_(None))


def is_late(today: date) -> ColumnElement[bool]:
    """Return the condition that a critical publication waited longer than it should."""
    return and_(is_unanswered(), MediaItem.published_on < today - timedelta(days=ANSWER_DAYS))


def is_answered() -> ColumnElement[bool]:
    """Return the condition that a critical publication was answered, not let be."""
    let_be = MediaItem.answer_way.is_not_distinct_from(MediaAnswer.LET_BE)
    return and_(MediaItem.tone < 0, MediaItem.answered_on.is_not(None), ~let_be)


def is_let_be() -> ColumnElement[bool]:
    """Return the condition that somebody decided not to answer a critical publication."""
    return and_(MediaItem.tone < 0, MediaItem.answer_way == MediaAnswer.LET_BE)


def is_to_answer(entity: Any, viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a row is the viewer’s to answer.

    The owner of its event answers; what tells of a nation alone is the country desk’s.
    """
    if not viewer.may("report"):
        return false()
    mine: ColumnElement[bool] = entity.event.has(is_mine(viewer))
    of_nation: ColumnElement[bool] = entity.event_id.is_(None)
    return or_(mine, of_nation) if Role.COUNTRY_DESK in viewer.roles else mine


def is_open_concern() -> ColumnElement[bool]:
    """Return the condition that nobody has answered a concern yet."""
    return Concern.answered_on.is_(None)


def is_late_concern(today: date) -> ColumnElement[bool]:
    """Return the condition that a concern has waited longer than it should."""
    return and_(is_open_concern(), Concern.raised_on < today - timedelta(days=CONCERN_DAYS))
