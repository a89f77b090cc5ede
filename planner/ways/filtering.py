"""What the list of the ways of nations is narrowed to."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, or_

from planner.choices import WayKind
from planner.partners.queries import nation_choices
from planner.ways.models import Way
from planner.web.lists.asking import DAY, several_codes, several_nations
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches


def not_looked_at_since(day: date) -> ColumnElement[bool]:
    """Return the condition that nobody looked at a row since a day."""
    return or_(Way.looked_on.is_(None), Way.looked_on < day)


@dataclass(frozen=True)
class WayFilter(ListFilter):
    """Which ways are wanted; an empty part does not narrow."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("way", Way.id)),
        FilterPart(
            "nation",
            _l("Nation"),
            matches(Way.nation_code, "nation"),
            several_nations(lambda _viewer: nation_choices()),
        ),
        FilterPart("kind", _l("About"), matches(Way.kind, "kind"), several_codes(WayKind)),
        FilterPart("unseen", _l("Not reviewed since"), given("unseen", not_looked_at_since), DAY),
    )

    q: str = ""
    nation: tuple[str, ...] = ()
    kind: tuple[WayKind, ...] = ()
    unseen: date | None = None
