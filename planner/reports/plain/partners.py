"""Who was met and when, who hosted whom, whose places were filled (M17, M18)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.reports.plain.events import attended, executed
from planner.reports.plain.rows import EXECUTED, PlainRows, Row

TAUGHT = {"course", "exchange"}


def hosting(rows: PlainRows, a: date, b: date) -> dict[str, tuple[int, ...]]:
    """Return by partner (executed, hosted by us, hosted by it)."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for event in executed(rows, a, b):
        for code in rows.partners(event):
            found[code][0] += 1
            found[code][1] += event["host_code"] in rows.own
            found[code][2] += event["host_code"] == code
    return {code: tuple(numbers) for code, numbers in found.items()}


def places(rows: PlainRows, a: date, b: date) -> tuple[int, int]:
    """Return places at courses and exchanges: given by the own nation, received from others."""
    given = received = 0
    for event, number in taught(rows, a, b):
        given += number * (event["host_code"] in rows.own)
        received += number * (event["host_code"] not in rows.own)
    return given, received


def places_by_partner(rows: PlainRows, a: date, b: date) -> dict[str, tuple[int, int]]:
    """Return the same by partner that takes part: given by the own nation, received from it."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for event, number in taught(rows, a, b):
        for code in rows.partners(event):
            found[code][0] += number * (event["host_code"] in rows.own)
            found[code][1] += number * (event["host_code"] == code)
    return {code: (given, received) for code, (given, received) in found.items()}


def taught(rows: PlainRows, a: date, b: date) -> Iterator[tuple[Row, int]]:
    """Give the executed courses and exchanges whose host is known, and the places filled."""
    for event in executed(rows, a, b):
        if rows.families[event["kind"]] in TAUGHT and event["host_code"]:
            filled = event["places_filled"]
            yield event, (attended(rows, event) or 0) if filled is None else filled


def met_by_month(rows: PlainRows, a: date, b: date) -> dict[tuple[str, int, int], int]:
    """Return by (partner, year, month) the executed events at which it was met."""
    found: dict[tuple[str, int, int], int] = defaultdict(int)
    for event in executed(rows, a, b):
        day = event["actual_ends_on"]
        for code in rows.met(event):
            found[code, day.year, day.month] += 1
    return dict(found)


def silences(rows: PlainRows, today: date) -> dict[str, tuple[int | None, int | None]]:
    """Return M17 by partner: (days, days in person); None is never."""
    told = {n["code"] for n in rows["nation"] if n["is_partner"] and not n["is_own"]}
    last: dict[str, list[date | None]] = {code: [None, None] for code in told}
    for event in rows.events:
        day = event["actual_ends_on"]
        if event["state"] not in EXECUTED or day > today:
            continue
        for code in rows.met(event) & told:
            places = (0, 1) if event["modality"] == "in_person" else (0,)
            for place in places:
                last[code][place] = max(day, last[code][place] or day)
    return {code: (since(found[0], today), since(found[1], today)) for code, found in last.items()}


def since(day: date | None, today: date) -> int | None:
    """Return the days since a day; None of none."""
    return None if day is None else (today - day).days
