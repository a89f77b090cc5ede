"""The addresses that are measured, as users open them."""

from planner.benchmark.answers import Measured
from planner.benchmark.office import FilledOffice

ROW = r'href="/events/\d+"'
CHIP = 'class="chip'


def pages(office: FilledOffice) -> list[Measured]:
    """Return every page with what it shows and its goal as a ratio to its limit.

    A tenth of the office is little; so what a page shows at least is far below what it shows
    of ten thousand events.
    """
    event, year = office.number // 2, office.year
    month = f"{year}-05"
    return [
        Measured("event list, 50 rows", "/events/", {ROW: 50}, 1.5),
        Measured(
            "event list, filtered",
            f"/events/?kind=joint_exercise&nation=ID&from={year}-01-01",
            {CHIP: 3},
            2,
        ),
        Measured(
            "event page", f"/events/{event}", {f"Engagement {event} ": 1, "/objectives/": 3}, 2
        ),
        Measured("event form, new", "/events/new", {'name="title"': 1, 'value="FR"': 1}, 2),
        Measured("event form, edit", f"/events/{event}/edit", {f"Engagement {event} ": 1}, 2),
        Measured("quick log", "/events/quick", {'name="title"': 1}, 2),
        Measured("My desk", "/", {"Engagement": 1}, 3),
        Measured("month", f"/calendar/?month={month}", {"Engagement": 1}, 3),
        Measured("search, all kinds", "/search?q=engagement", {"mark>Engagement": 1}, 2),
        Measured("people", "/people/", {"Officer": 10}, 3),
        Measured("nation page", "/nations/ID", {"Indonesia": 1}, 3),
        Measured(
            "coverage of a year",
            f"/reports/coverage?period={year}&across=quarter",
            {'scope="row"': len(office.objectives)},
            5,
            is_long=True,
        ),
        Measured("gaps of a year", f"/reports/gaps?period={year}", {"gap": 1}, 5, is_long=True),
        Measured(
            "figures of a year", f"/reports/figures?period={year}", {"figure": 1}, 5, is_long=True
        ),
        Measured("CSV of all rows", "/events.csv", {"Engagement": 50}, is_page=False, is_long=True),
    ]
