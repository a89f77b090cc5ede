"""The banner of every page and the head of every file say the highest marking of what they show."""

import io
import re
import zipfile
from datetime import timedelta

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from tests.factories import NOW, make_attendance, make_event, make_person
from tests.test_access_walk import (  # noqa: F401 - the fixture stops the clock
    SECRET,
    World,
    fill,
    get_rules,
    still_clock,
)

HIGHEST = "OFFICIAL-SENSITIVE"
MORE = (
    f"/search?q={SECRET}",
    f"/search/events?q={SECRET}",
    "/follow-ups/?tab=all",
    "/outcomes/?verified=no",
    "/lessons/?state=observed",
    "/events/?flag=no-objective",
    "/calendar/agenda",
    "/reports/gaps?period=2030",
    "/reports/coverage?period=2030",
    "/reports/figures?period=2030",
)


def banner(page):
    """Return the words of the banners at the top and at the end of a page."""
    return re.findall(r'<div class="marking marking-(?:top|bottom)[^>]*>\s*<b>(.*?)</b>', page.html)


def is_marked(page):
    """Say whether a page's banners, or a file's head, say the highest marking.

    A document that was attached leaves as it came: nobody writes into it, its page is marked.
    """
    kind = page.response.content_type
    if "sandbox" in page.headers.get("Content-Security-Policy", ""):
        return True
    if kind.startswith("text/html"):
        is_whole = "<html" in page.html
        return banner(page) == [HIGHEST, HIGHEST] if is_whole else True
    if "csv" in kind:
        return f"# Marking: {HIGHEST}" in page.response.get_data(as_text=True)
    return HIGHEST in unfolded(page)


def unfolded(page):
    """Return the text of a file: of a calendar without its folds, of a workbook unpacked."""
    octets = page.response.get_data()
    if "spreadsheet" in page.response.content_type:
        with zipfile.ZipFile(io.BytesIO(octets)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    return octets.decode().replace("\r\n ", "")


class Sensitive(World):
    """The world with a sensitive chain, one more event of it ahead, and nothing else secret."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = self.chain(f"{SECRET} talks", ("FR",), Marking.OFFICIAL_SENSITIVE)
        ahead = make_event(
            ("FR",),
            [self.objective],
            title=f"{SECRET} ahead",
            state=EventState.COORDINATED,
            starts_on=NOW.date() + timedelta(days=5),
            marking=Marking.OFFICIAL_SENSITIVE,
            programme=self.programme,
        )
        make_attendance(ahead, make_person("FR", name="Guest"))
        db.session.commit()

    @property
    def keys(self):
        """Return every key that an address may hold."""
        return self.secret | {
            "objective_id": self.objective.id,
            "indicator_id": self.indicator.id,
            "programme_id": self.programme.id,
            "organisation_id": self.organisation.id,
            "aim_id": self.aim.id,
            "plan_id": self.objective.line.plan_id,
            "line_id": self.objective.line_id,
        }


SUFFIXES = ("csv", "xlsx", "ics")


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk"])
def test_what_names_a_sensitive_event_is_marked_so(app, client_as, role):
    """Each page and each file is fetched once; every kind of file is looked at by itself."""
    world, client = Sensitive(), client_as(role)
    addresses = {
        suffix: [url for rule in get_rules(app) if (url := fill(rule, world.keys | kind))]
        for suffix in SUFFIXES
        for kind in [{"suffix": suffix}]
    }
    told, wrong = set(), []
    for url in dict.fromkeys([url for found in addresses.values() for url in found] + [*MORE]):
        page = client.get(url)
        text = page.html or unfolded(page)
        if page.status == 200 and SECRET in text:
            told.add(url)
            wrong += [] if is_marked(page) else [url]
    assert not wrong, wrong
    for suffix, found in addresses.items():
        assert len(told & {*found, *MORE}) > 15, (suffix, told)


def test_a_page_without_marked_rows_is_not_marked_by_those_elsewhere(client_as):
    Sensitive()
    client = client_as("country_desk")
    assert banner(client.get("/nations/AU")) == []
    assert HIGHEST not in client.get("/account").html
