"""What the office writes of nations: what it knows, its own names, groups, whose office it is."""

from typing import Annotated, Literal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator

from planner.choices import Marking, NationTier
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, Code, DayCount, Line, Title
from planner.shapes.values import NationCode, refused


class WrittenNation(Shape):
    """What the office knows of a nation; an empty name is the standard name."""

    name: Line = ""
    is_partner: bool = False
    tier: Annotated[NationTier | None, OR_NONE] = None
    limit_days: DayCount | None = None
    release_ceiling: Marking | None = None
    desk: Line = ""


class OwnNation(Shape):
    """Whose office this is, said by somebody who is sure."""

    code: Annotated[NationCode, Ask(_l("Choose a nation."))]
    is_sure: Annotated[Literal[True], Ask(_l("Tick the box to confirm."))]


class WrittenNationName(Shape):
    """One more name of a nation."""

    name: Annotated[Title, Ask(_l("Enter the name."))]
    nation_code: Annotated[NationCode, Ask(_l("Choose the nation."))]


def is_group_code(code: str) -> str:
    """Refuse a code of a group with other signs than those that addresses keep."""
    if not all(sign.isascii() and (sign.isalnum() or sign in "+ -") for sign in code):
        raise refused("group_code", _("Use letters, digits and hyphens only."))
    return code.upper()


class WrittenGroup(Shape):
    """A partner group and its members."""

    code: Annotated[
        Code, AfterValidator(is_group_code), Ask(_l("Enter a short code, such as NATO."))
    ]
    name: Annotated[Title, Ask(_l("Enter the name."))]
    members: tuple[NationCode, ...] = ()


class NamedPartners(Shape):
    """The partner nations by tier, and those that the page was filled with."""

    tiers: dict[NationCode, NationTier | None] = {}
    before: dict[NationCode, NationTier | None] = {}
