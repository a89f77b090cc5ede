"""Lessons of events that are like one that is planned, the most alike first, each with why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, case, false, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from planner.db import db
from planner.events.measures import with_partner
from planner.events.models import Event
from planner.events.plan.so_far import PlanSoFar, plan_of
from planner.outcomes.models import AppliedLesson, Lesson
from planner.text.folding import fits
from planner.text.textsearch import holding

SHOWN = 5
WORD = re.compile(r"[^\W\d_]{5,}")
"""A word of a title that says something: shorter ones are articles, and numbers are years."""
WORDS = 6
BESIDE = re.compile(r"\([^)]*\)")
"""What stands in brackets says something beside the title."""
WEIGHTS = {"kind": 3, "programme": 3, "nation": 2, "words": 1}
"""How much each likeness weighs: what was done, in which series, with whom, how it is called."""


@dataclass(frozen=True)
class LikeLesson:
    """A lesson, in what its event is like another, and the words that both have."""

    lesson: Lesson
    same: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Return “same kind and nation; words in common: river”."""
        named = {"kind": _("kind"), "programme": _("programme"), "nation": _("nation")}
        parts = [str(words) for name, words in named.items() if name in self.same]
        told = []
        if parts:
            first, last = ", ".join(parts[:-1]), parts[-1]
            both = _("%(first)s and %(last)s", first=first, last=last) if first else last
            told.append(_("same %(what)s", what=both))
        if self.words:
            told.append(_("words in common: %(words)s", words=", ".join(self.words)))
        return "; ".join(told)


def telling_words(title: str) -> list[str]:
    """Return the words of a title worth looking for, each once, in their order."""
    bare = BESIDE.sub(" ", title)
    return list(dict.fromkeys(word.lower() for word in WORD.findall(bare)))[:WORDS]


def likenesses(plan: PlanSoFar, words: Sequence[str]) -> dict[str, ColumnElement[bool]]:
    """Return the conditions on a lesson, joined to its event, that it is like a plan."""
    programme = plan.programme_id
    return {
        "kind": Event.kind == plan.kind,
        "programme": Event.programme_id == programme if programme else false(),
        "nation": with_partner(plan.nations, Lesson.event_id),
        "words": or_(false(), *(holding("lesson", Lesson.id, word) for word in words)),
    }


def of_others(event: Event | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a lesson is none of the event itself, nor applied on it."""
    if event is None:
        return []
    applied = select(AppliedLesson.lesson_id).where(AppliedLesson.event_id == event.id)
    return [Lesson.event_id != event.id, Lesson.id.not_in(applied)]


def like_lessons(event: Event) -> list[LikeLesson]:
    """Return at most five lessons of other events that are like this one.

    Those that the event has applied already are left out; what the viewer may not see is none.
    """
    return lessons_like(plan_of(event))


def lessons_like(plan: PlanSoFar) -> list[LikeLesson]:
    """Return at most five lessons of events that are like what a form or an event says."""
    words = telling_words(plan.title)
    like = likenesses(plan, words)
    told = select(Lesson.id, *(condition.label(name) for name, condition in like.items()))
    found = (  # from the lesson to its event, for there are far fewer lessons than events
        told.join(Lesson.event, isouter=True)
        .where(*of_others(plan.event))
        .cte("like_lesson")
        .prefix_with("MATERIALIZED")
    )
    alike = [found.c[name] for name in WEIGHTS]
    score: Any = sum(case((found.c[name], weight), else_=0) for name, weight in WEIGHTS.items())
    rows = db.session.execute(
        select(Lesson, *alike)
        .join(found, found.c.id == Lesson.id)
        .join(Lesson.event)
        .where(or_(*alike))
        .options(contains_eager(Lesson.event), joinedload(Lesson.owner))
        .order_by(score.desc(), Lesson.identified_on.desc(), Lesson.id.desc())
        .limit(SHOWN)
    ).all()
    return [like_lesson(row, words) for row in rows]


def like_lesson(row: Any, words: Sequence[str]) -> LikeLesson:
    """Return a row of the question as a lesson with its likenesses."""
    lesson = row[0]
    same = tuple(name for name in ("kind", "programme", "nation") if getattr(row, name))
    text = f"{lesson.what} {lesson.recommendation}"
    return LikeLesson(lesson, same, tuple(word for word in words if fits(text, word)))
