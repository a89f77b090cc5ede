"""What the next of a series has otherwise: its number, its title, its host."""

import re
from datetime import date

from planner.events.models import Event

LAST_NUMBER = re.compile(r"(\d+)(st|nd|rd|th)?(?!.*\d)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)


def next_number(edition: str, years: int = 1) -> str:
    """Return an edition's name with its last number one higher: 20th is followed by 21st.

    A last number that is a year moves on by the years to the next edition.
    """

    def counted_on(found: re.Match[str]) -> str:
        step = years if not found[2] and YEAR.fullmatch(found[1]) else 1
        number = int(found[1]) + step
        return ordinal(number) if found[2] else str(number)

    return LAST_NUMBER.sub(counted_on, edition, count=1)


def ordinal(number: int) -> str:
    """Return a number as an English ordinal: 21st, 112th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def next_title(title: str, years: int = 1) -> str:
    """Return a title with the year in it so many higher, and the ordinal one, if it has one."""
    title = YEAR.sub(lambda found: str(int(found[0]) + years), title)
    return ORDINAL.sub(lambda found: ordinal(int(found[1]) + 1), title)


def years_between(before: date | None, after: date | None) -> int:
    """Return how many years lie between the years of two days; 1 while one is not known."""
    return after.year - before.year if before and after else 1


def next_host(event: Event) -> str | None:
    """Return the nation whose turn it is: the other one of two, or the next by code.

    With more than two nations the host stays unless the programme alternates.
    """
    codes = sorted(row.nation_code for row in event.partners)
    alternates = event.programme is not None and event.programme.is_host_alternating
    if event.host_code not in codes or not (len(codes) == 2 or (alternates and codes)):
        return event.host_code
    return codes[(codes.index(event.host_code) + 1) % len(codes)]
