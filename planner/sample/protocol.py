"""Timetables, parts of culture and gifts of the sample engagements."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from planner.choices import (
    CulturalElement,
    CultureDirection,
    GiftDirection,
    GiftPlace,
    TimetableKind,
)
from planner.events.models import Event
from planner.protocol.actions import CULTURE_RULES, GIFT_RULES, TIMETABLE_RULES, Rules, add_part
from planner.sample.money import currency_of, in_currency
from planner.sample.office import SampleOffice
from planner.shapes.base import Shape
from planner.shapes.protocol import WrittenCulturalPart, WrittenGift, WrittenTimetableItem

KIND, SHOW = TimetableKind, CulturalElement
HOURS: dict[str, tuple[tuple[int, int, int, TimetableKind, str, str], ...]] = {
    "talks": (
        (0, 9, 10, KIND.CEREMONY, "Welcome and group photograph", "Ministry"),
        (0, 10, 12, KIND.TALKS, "Plan of the year", "Ministry"),
        (0, 12, 14, KIND.MEAL, "Lunch of the two delegations", "Officers’ mess"),
        (0, 14, 17, KIND.TALKS, "Lessons of the last exercise", "Ministry"),
        (1, 9, 12, KIND.VISIT, "Walk through the training centre", "Training centre"),
        (1, 12, 13, KIND.TALKS, "What was agreed, and by whom it is done", "Ministry"),
    ),
    "ceremony": (
        (0, 9, 10, KIND.TRAVEL, "Guests are brought to the memorial", "Hotel"),
        (0, 10, 11, KIND.CEREMONY, "Wreaths, both anthems, a minute of silence", "Memorial"),
        (0, 11, 12, KIND.COMMUNITY, "Meeting with veterans and a school class", "Town hall"),
        (0, 12, 14, KIND.MEAL, "Lunch", "Town hall"),
    ),
    "festival": (
        (0, 15, 17, KIND.COMMUNITY, "Open rehearsal for school classes", "Drill hall"),
        (0, 19, 22, KIND.CULTURE, "Concert of both bands", "Main square"),
        (1, 10, 12, KIND.VISIT, "Guests visit the old town", "Old town"),
        (1, 19, 22, KIND.CULTURE, "Concert of the guests", "Main square"),
        (2, 11, 13, KIND.CEREMONY, "March past and farewell", "Main square"),
    ),
    "command_post": (
        (-1, 14, 18, KIND.TRAVEL, "Arrival, badges, rooms", "Barracks"),
        (0, 8, 9, KIND.CEREMONY, "Opening", "Headquarters"),
        (0, 9, 17, KIND.TRAINING, "First phase", "Headquarters"),
        (2, 18, 21, KIND.SOCIAL, "Evening of both staffs", "Officers’ mess"),
        (3, 10, 12, KIND.VISIT, "Distinguished visitors’ day", "Headquarters"),
        (4, 9, 11, KIND.TALKS, "First impressions of all nations", "Headquarters"),
    ),
}
"""By pattern: day of the event, first and last hour, sort, what happens, where."""
SHOWN: dict[str, tuple[tuple[CulturalElement, CultureDirection, str], ...]] = {
    "reception": (
        (SHOW.FOOD, CultureDirection.OURS, "Dishes of our regions"),
        (SHOW.MUSIC, CultureDirection.THEIRS, "Songs of the guests, sung by the choir"),
    ),
    "instructors": ((SHOW.SOCIAL, CultureDirection.TOGETHER, "An evening of cooking together"),),
    "command_post": (
        (SHOW.SPORT, CultureDirection.TOGETHER, "Mixed teams run a relay"),
        (SHOW.SOCIAL, CultureDirection.OURS, "Evening of both staffs"),
    ),
    "ceremony": (
        (SHOW.HERITAGE, CultureDirection.TOGETHER, "The memorial, told by both sides"),
        (SHOW.CUSTOMS, CultureDirection.THEIRS, "Wreaths as the guests lay them"),
    ),
    "festival": (
        (SHOW.MUSIC, CultureDirection.TOGETHER, "Finale of both bands"),
        (SHOW.FOOD, CultureDirection.THEIRS, "Market of the guests’ kitchens"),
    ),
    "exhibition": (
        (SHOW.ART, CultureDirection.TOGETHER, "Letters and uniforms of both armies"),
        (SHOW.HERITAGE, CultureDirection.OURS, "Tour of the old fortress"),
    ),
    "sport": ((SHOW.SPORT, CultureDirection.TOGETHER, "Mixed teams"),),
    "community": ((SHOW.CUSTOMS, CultureDirection.THEIRS, "Thanks in the way of the village"),),
    "course": ((SHOW.HERITAGE, CultureDirection.OURS, "Weekend at the old capital"),),
}
SEATED = ("ceremony", "reception", "festival", "talks")
"""Patterns at which people sit down in the order of precedence."""
LIMIT, SMALL, DEAR = 100, 45, 180
"""In dollars."""


def set_protocol(office: SampleOffice, event: Event, key: str, partner: str) -> None:
    """Write precedence, timetable, parts of culture and gifts of an engagement."""
    if key in SEATED:
        for place, row in enumerate(event.attendances, start=1):
            row.precedence, row.seat = place, f"Table {(place + 7) // 8}"
    for item in timetable(event, key):
        write(office, event, item, TIMETABLE_RULES)
    for element, direction, what in SHOWN.get(key, ()):
        part = WrittenCulturalPart(
            element=element, direction=direction, what=what, nation_code=partner
        )
        write(office, event, part, CULTURE_RULES)
    for gift in gifts(office, event, key, partner):
        write(office, event, gift, GIFT_RULES)


def write(office: SampleOffice, event: Event, written: Shape, rules: Rules) -> None:
    """Write one row as the planner would."""
    add_part(event, written, rules=rules, viewer=office.planner.as_viewer)


def timetable(event: Event, key: str) -> Iterator[WrittenTimetableItem]:
    """Give the items of the timetable of an engagement."""
    if event.starts_on is None:
        return
    for day, first, last, kind, what, place in HOURS.get(key, ()):
        yield WrittenTimetableItem(
            on_day=event.starts_on + timedelta(days=day),
            starts_at=time(first),
            ends_at=time(last),
            kind=kind,
            what=what,
            place=place,
            dress="Service dress" if kind is KIND.CEREMONY else "",
        )


def gifts(office: SampleOffice, event: Event, key: str, partner: str) -> Iterator[WrittenGift]:
    """Give the gifts of an engagement; those of the past lie where they are now."""
    if key not in ("ceremony", "festival", "talks") or event.starts_on is None:
        return
    currency, is_past = currency_of(office.nation), event.starts_on <= office.today
    given: dict[str, Any] = {"currency": currency, "nation_code": partner}
    limit = in_currency(LIMIT, currency)
    yield WrittenGift(
        direction=GiftDirection.GIVEN,
        what="Book on the shared history, with a dedication (sample)",
        giver="Head of our delegation",
        receiver="Head of their delegation",
        value=in_currency(SMALL, currency),
        declare_above=limit,
        place=GiftPlace.WITH_RECEIVER if is_past else GiftPlace.PLANNED,
        **given,
    )
    if is_past:
        yield WrittenGift(
            direction=GiftDirection.RECEIVED,
            what="Carved box with the arms of the guests (sample)",
            giver="Head of their delegation",
            receiver="Head of our delegation",
            value=in_currency(DEAR, currency),
            declare_above=limit,
            declared_on=event.starts_on if key != "talks" else None,
            place=GiftPlace.HANDED_IN if key == "ceremony" else GiftPlace.IN_OFFICE,
            **given,
        )
