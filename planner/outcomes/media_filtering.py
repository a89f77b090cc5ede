"""What the list of media items is narrowed to, part by part."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement

from planner.choices import TONE_LABELS, MediaAudience, MediaKind
from planner.outcomes.filtering import objectives_offered
from planner.outcomes.models import MediaItem, media_item_theme
from planner.outcomes.press_conditions import (
    belongs_to,
    is_answered,
    is_late,
    is_let_be,
    is_unanswered,
    of_event_that_may_go,
    serves,
)
from planner.partners.queries import partner_choices
from planner.terms.filters import several_terms
from planner.terms.models import Theme
from planner.text.reading import whole
from planner.web.lists.asking import (
    DAY,
    one_of,
    receiver,
    several_codes,
    several_nations,
    several_rows,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

TONE = {"for": _l("Favourable"), "neutral": _l("Neutral"), "against": _l("Critical or hostile")}
TONE |= {str(tone): label for tone, label in sorted(TONE_LABELS.items(), reverse=True)}
ANSWERS = {
    "open": _l("Critical, not answered"),
    "late": _l("Critical, not answered after 2 days"),
    "answered": _l("Critical, answered"),
    "let-be": _l("Critical, let be"),
}
ABOUT = {"event": _l("An event"), "nation": _l("A nation alone")}


def of_tone(answer: str) -> ColumnElement[bool]:
    """Return the condition on the tone: one step of the scale, or one side of it."""
    sides = {
        "for": MediaItem.tone > 0,
        "neutral": MediaItem.tone == 0,
        "against": MediaItem.tone < 0,
    }
    return sides[answer] if answer in sides else MediaItem.tone == whole(answer)


def with_themes(codes: Any) -> ColumnElement[bool]:
    """Return the condition that a media item carries one of the themes."""
    link = media_item_theme
    return MediaItem.id.in_(
        link.select().with_only_columns(link.c.media_item_id).where(link.c.theme_code.in_(codes))
    )


def stands(answer: str, today: date) -> ColumnElement[bool]:
    """Return the condition on how a critical item was answered."""
    if answer == "late":
        return is_late(today)
    return {"open": is_unanswered, "answered": is_answered, "let-be": is_let_be}[answer]()


def tells_of(answer: str) -> ColumnElement[bool]:
    """Return the condition that an item tells of an event, or of a nation alone."""
    is_alone = MediaItem.event_id.is_(None)
    return is_alone if answer == "nation" else ~is_alone


@dataclass(frozen=True)
class MediaFilter(ListFilter):
    """Which media items are wanted; an empty part does not narrow. It is asked about the day."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("media", MediaItem.id)),
        FilterPart(
            "nation",
            _l("Nation"),
            given("nation", lambda codes: belongs_to(MediaItem, codes)),
            several_nations(partner_choices),
        ),
        FilterPart("kind", _l("Kind"), matches(MediaItem.kind, "kind"), several_codes(MediaKind)),
        FilterPart("tone", _l("Tone"), given("tone", of_tone), one_of(TONE)),
        FilterPart("theme", _l("Theme"), given("theme", with_themes), several_terms(Theme)),
        FilterPart(
            "audience",
            _l("Audience"),
            matches(MediaItem.audience, "audience"),
            several_codes(MediaAudience),
        ),
        FilterPart(
            "answer",
            _l("Answer"),
            lambda w, today: (stands(w.answer, today),) if w.answer else (),
            one_of(ANSWERS),
        ),
        FilterPart("about", _l("Tells of"), given("about", tells_of), one_of(ABOUT)),
        FilterPart(
            "objective",
            _l("Objective of the event"),
            given("objective", lambda keys: serves(MediaItem, keys)),
            several_rows(objectives_offered),
        ),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", lambda code: of_event_that_may_go(MediaItem, code)),
            receiver(partner_choices),
        ),
        FilterPart(
            "from",
            _l("Published from"),
            given("since", lambda day: MediaItem.published_on >= day),
            DAY,
            "since",
        ),
        FilterPart(
            "to",
            _l("Published until"),
            given("until", lambda day: MediaItem.published_on <= day),
            DAY,
            "until",
        ),
    )

    q: str = ""
    nation: tuple[str, ...] = ()
    kind: tuple[MediaKind, ...] = ()
    tone: str = ""
    theme: tuple[str, ...] = ()
    audience: tuple[MediaAudience, ...] = ()
    answer: str = ""
    about: str = ""
    objective: tuple[int, ...] = ()
    releasable: str = ""
    since: date | None = None
    until: date | None = None
