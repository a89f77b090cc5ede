"""The list of media items."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import TONE_LABELS, MediaAnswer
from planner.events.release.together import release_notes
from planner.outcomes.columns import marked
from planner.outcomes.media_filtering import MediaFilter
from planner.outcomes.models import MediaItem
from planner.outcomes.press_conditions import ANSWER_DAYS
from planner.outcomes.told import marking_of, told
from planner.shapes.figure import Label
from planner.terms.models import Theme
from planner.terms.queries import term_label
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def tone_css(item: MediaItem, _today: object = None) -> str:
    """Return how a page marks the tone."""
    return "badge " + ("badge-good" if item.tone > 0 else "badge-bad" if item.tone < 0 else "quiet")


def waited(item: MediaItem, today: date) -> int | None:
    """Return the days from a critical publication to its answer, or to today; None else."""
    if not item.is_critical or item.answer_way is MediaAnswer.LET_BE:
        return None
    return ((item.answered_on or today) - item.published_on).days


def how_it_stands(item: MediaItem, today: date) -> Label:
    """Return how a critical item was answered, or that it waits, in words."""
    if not item.is_critical:
        return ""
    if item.answered_on is None:
        is_late = (today - item.published_on).days > ANSWER_DAYS
        return _("Not answered, late") if is_late else _("Not answered")
    return item.answer_way.label if item.answer_way else _("Answered")


def stands_css(item: MediaItem, today: date) -> str:
    """Return how a page marks an answer that is late."""
    is_late = item.is_critical and item.answered_on is None
    return "light bad" if is_late and (today - item.published_on).days > ANSWER_DAYS else ""


def themes_of(item: MediaItem, _today: object = None) -> str:
    """Return its themes in words."""
    return "; ".join(term_label(Theme, code) for code in item.theme_codes)


def nation_of(item: MediaItem, _today: object = None) -> str:
    """Return the nation that it names; empty where it names none."""
    return nation_name(item.nation_code) if item.nation_code else ""


MEDIA = RowList(
    "media",
    _l("Media"),
    (
        ListColumn("title", _l("Headline"), "title", width=44),
        ListColumn("kind", _l("Kind"), lambda row, _: str(row.kind.label), width=16),
        ListColumn("outlet", _l("Outlet"), "outlet", width=24),
        ListColumn("published", _l("Published"), "published_on", "day"),
        ListColumn(
            "tone", _l("Tone"), lambda row, _: str(TONE_LABELS[row.tone]), width=18, css=tone_css
        ),
        ListColumn("nation", _l("Nation"), nation_of, width=20),
        ListColumn(
            "event", _l("Event"), lambda row, _: row.event.title if row.event else "", width=40
        ),
        ListColumn("reach", _l("Reach"), "reach", "number", width=10, where="file"),
        ListColumn(
            "audience",
            _l("Audience"),
            lambda row, _: str(row.audience.label) if row.audience else "",
            width=18,
            where="file",
        ),
        ListColumn("themes", _l("Themes"), themes_of, width=30, where="file"),
        ListColumn("campaign", _l("Campaign"), "campaign", width=24, where="file"),
        ListColumn("language", _l("Language"), "language", width=14, where="file"),
        ListColumn("stands", _l("Answer"), how_it_stands, width=24, css=stands_css),
        ListColumn("answered", _l("Answered on"), "answered_on", "day", where="file"),
        ListColumn("waited", _l("Days to the answer"), waited, "number", width=9, where="file"),
        ListColumn("answer", _l("Words of the answer"), "answer", width=40, where="file"),
        ListColumn("url", _l("Link"), "url", width=40, where="file"),
        ListColumn(
            "marking", _l("Marking"), lambda row, _: marking_of(row).label, width=20, where="file"
        ),
    ),
    address=lambda item: url_for("media.show", item_id=item.id),
    marking=marked,
    notes=lambda rows: release_notes(told(rows)),
    endpoint="media.index",
    narrowed_by=MediaFilter,
)
"""It is told about today."""
OF_NATION = MEDIA.picking(_l("In the press"), "title", "published", "tone", "outlet", "event")
"""A part of a nation’s page and document."""
