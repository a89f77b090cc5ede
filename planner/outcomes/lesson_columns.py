"""The list of lessons."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.choices.signs import state_css
from planner.events.release.together import release_notes
from planner.outcomes.columns import marked
from planner.outcomes.lesson_filtering import LessonFilter
from planner.outcomes.models import Lesson
from planner.web.lists.columns import ListColumn, RowList


def times(row: Lesson, about: Mapping[int, int] | None) -> int:
    """Return on how many events a lesson was applied, as the list was told."""
    return (about or {}).get(row.id, 0)


LESSONS = RowList(
    "lessons",
    _l("Lessons"),
    (
        ListColumn("what", _l("What was observed"), "what", width=44),
        ListColumn("advice", _l("What should be done"), "recommendation", width=44),
        ListColumn(
            "state",
            _l("State"),
            lambda row, _: str(row.state.label),
            width=16,
            css=lambda row, _about: state_css(row.state),
        ),
        ListColumn("owner", _l("Owner"), lambda row, _: owner_name(row.owner), width=20),
        ListColumn("observed", _l("Observed"), "identified_on", "day"),
        ListColumn("learned", _l("Learned"), "closed_on", "day"),
        ListColumn("applied", _l("Applied"), times, "number"),
        ListColumn("event", _l("Event"), "event.title", width=40),
    ),
    address=lambda lesson: url_for("lessons.show", lesson_id=lesson.id),
    marking=marked,
    notes=lambda rows: release_notes(row.event for row in rows),
    endpoint="lessons.index",
    narrowed_by=LessonFilter,
)
