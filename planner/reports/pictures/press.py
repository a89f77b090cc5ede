"""What was published, day by day, by its tone."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from planner.db import db
from planner.outcomes.models import MediaItem
from planner.reports.measures.scope import Scope
from planner.shapes.pictures import Picture
from planner.shapes.pictures_of_days import DayMark, DayMarks
from planner.web.day_words import day as day_words

MOST = 60
"""A picture holds so many marks; of more, the latest."""


def press_pictures(scope: Scope) -> list[Picture]:
    """Return the tone of what was published on executed events; nothing where nothing was."""
    items = published(scope)
    return [tone_marks(items, scope)] if items else []


def published(scope: Scope) -> Sequence[MediaItem]:
    """Return the latest media items on the executed events of a scope that the viewer may see."""
    statement = (
        select(MediaItem)
        .join(MediaItem.event)
        .where(scope.counts("executed"))
        .order_by(MediaItem.published_on.desc(), MediaItem.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(statement).all()


def tone_marks(items: Sequence[MediaItem], scope: Scope) -> DayMarks:
    """Return what was published about the events of a period, by its tone."""
    for_us, against = (sum(sign * one.tone > 0 for one in items) for sign in (1, -1))
    says = ngettext(
        "%(for_us)s of %(num)s item was favourable, %(against)s critical or hostile.",
        "%(for_us)s of %(num)s items were favourable, %(against)s critical or hostile.",
        len(items),
        for_us=for_us,
        against=against,
    )
    marks = tuple(
        DayMark(
            one.published_on,
            (one.tone > 0) - (one.tone < 0),
            f"{day_words(one.published_on)}: {one.title} ({one.outlet or one.kind.label})",
            url_for("media.show", item_id=one.id),
        )
        for one in items
    )
    sides = (_("favourable"), _("neutral"), _("critical or hostile"))
    days = [scope.period.first, scope.period.last, *(one.published_on for one in items)]
    return DayMarks(
        "tone", _("Tone of the press"), says, _("Publication"), min(days), max(days), sides, marks
    )
