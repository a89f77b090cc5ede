"""What of this room falls due: reports, later looks, follow-ups, lessons, answers."""

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import false
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.accounts.models import User
from planner.choices import EventState
from planner.events.mine import is_mine
from planner.events.models import Event
from planner.office.queries import office
from planner.outcomes.concern_models import Concern
from planner.outcomes.conditions import has_report
from planner.outcomes.follow_up_conditions import is_open
from planner.outcomes.later_look_conditions import is_wanted, of_own_event
from planner.outcomes.lesson_due import due_day, is_unlearned, leaves_by, moves_it
from planner.outcomes.models import FollowUp, LaterLook, Lesson, MediaItem
from planner.outcomes.press_conditions import (
    ANSWER_DAYS,
    CONCERN_DAYS,
    is_open_concern,
    is_to_answer,
    is_unanswered,
)
from planner.outcomes.report_due import report_due
from planner.outcomes.told import marking_of
from planner.shapes.due_item import DueItem
from planner.web.day_words import event_period
from planner.web.due_sources import DueSource, due_source
from planner.web.nationnames import nation_name


def follow_up_item(row: FollowUp) -> DueItem:
    """Return a follow-up as something that falls due."""
    url = url_for("followups.show", follow_up_id=row.id)
    return DueItem(
        "follow-ups",
        row.what,
        url,
        row.due_on,
        owner_name(row.owner),
        row.event.title,
        marking_of(row),
        _("Settle"),
        url,
        row.id,
        row.version + row.event.version,
    )


def report_item(event: Event) -> DueItem:
    """Return the report that an executed event still lacks."""
    due = report_due(event, event.sort_on)
    return DueItem(
        "reports",
        event.title,
        url_for("events.show", event_id=event.id),
        due.on or event.sort_on,
        owner_name(event.owner),
        event_period(event),
        event.marking,
        _("Write the report"),
        url_for("reports_after_action.edit", event_id=event.id),
        event.id,
        event.version + office().version,
    )


def later_look_item(look: LaterLook) -> DueItem:
    """Return a later look that nobody has taken yet."""
    url = url_for("later_looks.show", look_id=look.id)
    return DueItem(
        "later-looks",
        look.event.title,
        url,
        look.due_on,
        owner_name(look.event.owner),
        _("What lasted after %(days)s days?", days=look.days),
        look.event.marking,
        _("Say what lasted"),
        url,
        look.id,
        look.version + look.event.version,
    )


def lesson_item(lesson: Lesson) -> DueItem:
    """Return a lesson that should move on to its next state."""
    url = url_for("lessons.show", lesson_id=lesson.id)
    return DueItem(
        "lessons",
        lesson.what,
        url,
        leaves_by(lesson),
        owner_name(lesson.owner or lesson.event.owner),
        _("%(state)s · %(event)s", state=lesson.state.label, event=lesson.event.title),
        lesson.event.marking,
        _("Move on"),
        url,
        lesson.id,
        lesson.version + lesson.event.version,
    )


def answer_item(item: MediaItem) -> DueItem:
    """Return a critical publication that nobody has answered yet."""
    event = item.event
    where = event.title if event else nation_name(item.nation_code or "")
    return DueItem(
        "answers",
        item.title,
        url_for("media.show", item_id=item.id),
        item.published_on + timedelta(days=ANSWER_DAYS),
        owner_name(event.owner) if event else "",
        _("%(outlet)s · %(where)s", outlet=item.outlet or item.kind.label, where=where),
        marking_of(item),
        _("Answer"),
        url_for("media.answer", item_id=item.id),
        item.id,
        item.version + (event.version if event else 0),
    )


def concern_item(concern: Concern) -> DueItem:
    """Return a concern that nobody has answered yet."""
    event = concern.event
    where = event.title if event else nation_name(concern.nation_code or "")
    return DueItem(
        "concerns",
        concern.what,
        url_for("concerns.show", concern_id=concern.id),
        concern.raised_on + timedelta(days=CONCERN_DAYS),
        owner_name(event.owner) if event else "",
        _("%(source)s · %(where)s", source=concern.source.label, where=where),
        marking_of(concern),
        _("Answer"),
        url_for("concerns.answer", concern_id=concern.id),
        concern.id,
        concern.version + (event.version if event else 0),
    )


def owned(owner: Any) -> tuple[Any, ...]:
    """Return what loads an owner by name alone, without the rights that nobody asks for."""
    return (owner.lazyload(User.grants), owner.lazyload(User.nations))


FOLLOW_UPS_DUE = due_source(
    DueSource(
        "follow-ups",
        _l("Follow-ups you owe"),
        FollowUp,
        is_open,
        lambda viewer: FollowUp.owner_id == viewer.user_id,
        FollowUp.due_on,
        follow_up_item,
        loads=(joinedload(FollowUp.event), *owned(joinedload(FollowUp.owner))),
        place=10,
    )
)
REPORTS_DUE = due_source(
    DueSource(
        "reports",
        _l("Reports to write"),
        Event,
        lambda: (Event.state == EventState.EXECUTED) & ~has_report(),
        lambda viewer: is_mine(viewer) if viewer.may("report") else false(),
        Event.actual_ends_on,
        report_item,
        days=lambda: office().report_days,
        loads=owned(joinedload(Event.owner)),
        ahead=None,
        place=20,
    )
)
LATER_LOOKS_DUE = due_source(
    DueSource(
        "later-looks",
        _l("Later looks"),
        LaterLook,
        is_wanted,
        lambda viewer: of_own_event(viewer) if viewer.may("report") else false(),
        LaterLook.due_on,
        later_look_item,
        loads=owned(joinedload(LaterLook.event).joinedload(Event.owner)),
        place=30,
    )
)
LESSONS_DUE = due_source(
    DueSource(
        "lessons",
        _l("Lessons to move on"),
        Lesson,
        is_unlearned,
        moves_it,
        due_day(),
        lesson_item,
        loads=(
            *owned(joinedload(Lesson.event).joinedload(Event.owner)),
            *owned(joinedload(Lesson.owner)),
        ),
        place=40,
    )
)
ANSWERS_DUE = due_source(
    DueSource(
        "answers",
        _l("Critical stories to answer"),
        MediaItem,
        is_unanswered,
        lambda viewer: is_to_answer(MediaItem, viewer),
        MediaItem.published_on,
        answer_item,
        days=lambda: ANSWER_DAYS,
        loads=owned(joinedload(MediaItem.event).joinedload(Event.owner)),
        ahead=None,
        place=15,
    )
)
CONCERNS_DUE = due_source(
    DueSource(
        "concerns",
        _l("Concerns to answer"),
        Concern,
        is_open_concern,
        lambda viewer: is_to_answer(Concern, viewer),
        Concern.raised_on,
        concern_item,
        days=lambda: CONCERN_DAYS,
        loads=owned(joinedload(Concern.event).joinedload(Event.owner)),
        place=16,
    )
)
