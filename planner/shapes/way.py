"""What is written of how a nation lives and meets, and who has read of it."""

from typing import Annotated

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import WAYS_OF_DAYS, Marking, WayKind
from planner.shapes.base import Ask, Misfit, Shape
from planner.shapes.lines import OR_NONE, Line, Telling
from planner.shapes.values import Day, Keys

LONGEST_SPAN = 120
"""Days that one span may have: longer ones hide what is short."""


class WrittenWay(Shape):
    """One thing to know of a nation."""

    kind: Annotated[WayKind, Ask(_l("Choose what it is about."))]
    text: Annotated[Telling, Ask(_l("Write what there is to know."))]
    first_on: Day | None = None
    last_on: Day | None = None
    is_yearly: bool = False
    is_expected: bool = False
    gift_limit: Line = ""
    source: Line = ""
    looked_on: Annotated[Day, Ask(_l("Enter the day on which it was last reviewed."))]
    marking: Annotated[Marking | None, OR_NONE] = None

    def check_together(self) -> None:
        """Refuse days of what is no day, spans that run backwards, a limit of no gift."""
        if self.kind not in WAYS_OF_DAYS and (self.first_on or self.last_on):
            raise Misfit(
                {
                    "first_on": _(
                        "Only national, religious and festival days and days to avoid have days."
                    )
                }
            )
        if self.kind in (WayKind.NATIONAL_DAY, WayKind.RELIGIOUS_DAY) and not self.first_on:
            raise Misfit({"first_on": _("Enter the day.")})
        if self.last_on and not self.first_on:
            raise Misfit({"first_on": _("Enter the first day.")})
        if self.gift_limit and self.kind is not WayKind.GIFT:
            raise Misfit({"gift_limit": _("Only a gift rule has a limit.")})
        self.check_span()

    def check_span(self) -> None:
        """Refuse a span that runs backwards or takes up much of a year."""
        if not self.first_on or not self.last_on:
            return
        if self.last_on < self.first_on:
            raise Misfit({"last_on": _("The last day lies before the first.")})
        if (self.last_on - self.first_on).days >= LONGEST_SPAN:
            words = _("Keep a span under %(days)s days.", days=LONGEST_SPAN)
            raise Misfit({"last_on": words})


class ReadBrief(Shape):
    """Travellers who have read the brief, and the day by which they had."""

    prepared_on: Annotated[Day, Ask(_l("Enter the day."))]
    travellers: Annotated[Keys, Ask(_l("Tick who has read it."))]

    def check_together(self) -> None:
        """Refuse a record of nobody."""
        if not self.travellers:
            raise Misfit({"travellers": _("Tick who has read it.")})
