"""A publication as it is written, and the answer to it."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import Marking, MediaAnswer, MediaAudience, MediaKind
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, Line, Line40, Link, NationChoice, Note, Title, Whole
from planner.shapes.values import Day, a_number


class WrittenMediaItem(Shape):
    """A publication, its tone from −2 hostile to +2 very favourable."""

    title: Annotated[Title, Ask(_l("Enter the headline"))]
    kind: MediaKind
    outlet: Line = ""
    campaign: Line = ""
    url: Link = ""
    published_on: Annotated[Day, Ask(_l("Enter the day of publication"))]
    tone: Annotated[int, Field(ge=-2, le=2), BeforeValidator(a_number)] = 0
    nation_code: NationChoice = None
    """Whose press it is; asked for where it tells of no event."""
    audience: Annotated[MediaAudience | None, OR_NONE] = None
    reach: Whole | None = None
    language: Line40 = ""
    theme_codes: tuple[str, ...] = ()
    answered_on: Day | None = None
    answer_way: Annotated[MediaAnswer | None, OR_NONE] = None
    answer: Note = ""
    marking: Annotated[Marking | None, OR_NONE] = None
    """Of one that tells of a nation alone; one of an event is marked as the event."""


class MediaAnswered(Shape):
    """The answer to a critical publication: on which day, how, and in which words."""

    answered_on: Annotated[Day, Ask(_l("Enter the day of the answer"))]
    answer_way: Annotated[MediaAnswer, Ask(_l("Choose how it was answered"))]
    answer: Note = ""
