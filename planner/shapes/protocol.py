"""What protocol writes of an event: an hour of its timetable, a part of its culture, a gift."""

from typing import Annotated

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import (
    CulturalElement,
    CultureDirection,
    GiftDirection,
    GiftPlace,
    TimetableKind,
)
from planner.shapes.base import Ask, Misfit, Shape
from planner.shapes.lines import Line, NationChoice, Note, Title
from planner.shapes.values import Currency, Day, Money, TimeOfDay


class WrittenTimetableItem(Shape):
    """An item of a timetable: a day and local times, in the time zone of the event.

    An end before the beginning is on the next day; without times it is for the whole day.
    """

    on_day: Annotated[Day, Ask(_l("Enter the day."))]
    starts_at: TimeOfDay | None = None
    ends_at: TimeOfDay | None = None
    what: Annotated[Title, Ask(_l("Say what happens."))]
    kind: TimetableKind = TimetableKind.TALKS
    place: Line = ""
    lead: Line = ""
    dress: Line = ""

    def check_together(self) -> None:
        """Refuse an end without a beginning, and one at the very same time."""
        if self.ends_at and not self.starts_at:
            raise Misfit({"starts_at": _("Enter when it begins, too.")})
        if self.ends_at and self.ends_at == self.starts_at:
            raise Misfit({"ends_at": _("It cannot end when it begins.")})


class WrittenCulturalPart(Shape):
    """What is shown of whose culture at an event."""

    element: Annotated[CulturalElement, Ask(_l("Choose the element."))]
    direction: CultureDirection
    what: Annotated[Title, Ask(_l("Say what is shown or done."))]
    place: Line = ""
    nation_code: NationChoice = None
    note: Note = ""


class WrittenGift(Shape):
    """A gift at an event; giver and receiver by post, never by name (DOMAIN 3)."""

    direction: GiftDirection
    what: Annotated[Title, Ask(_l("Say what the gift is."))]
    giver: Line = ""
    receiver: Line = ""
    nation_code: NationChoice = None
    value: Money | None = None
    declare_above: Money | None = None
    currency: Currency = ""
    declared_on: Day | None = None
    place: GiftPlace = GiftPlace.PLANNED
    note: Note = ""

    def check_together(self) -> None:
        """Refuse an amount without its currency."""
        if (self.value is not None or self.declare_above is not None) and not self.currency:
            raise Misfit({"currency": _("Say in which currency: three letters such as USD.")})
