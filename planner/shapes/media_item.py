"""A publication about an event as it is written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import MediaAudience, MediaKind
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, Line, Line40, Link, Title, Whole
from planner.shapes.values import Day, a_number


class WrittenMediaItem(Shape):
    """A publication, its tone from −2 hostile to +2 very favourable."""

    title: Annotated[Title, Ask(_l("Enter the headline"))]
    kind: MediaKind
    outlet: Line = ""
    url: Link = ""
    published_on: Annotated[Day, Ask(_l("Enter the day of publication"))]
    tone: Annotated[int, Field(ge=-2, le=2), BeforeValidator(a_number)] = 0
    audience: Annotated[MediaAudience | None, OR_NONE] = None
    reach: Whole | None = None
    language: Line40 = ""
    answered_on: Day | None = None
