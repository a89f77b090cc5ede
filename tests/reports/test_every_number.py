"""Every number of every report page opens its rows, and their number is the same."""

import re
from datetime import UTC, date, datetime
from html import escape, unescape
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from planner import clock
from planner.choices import EventState, Standing
from planner.db import db
from planner.events.models import Event
from planner.reports.forms import OwnedForm
from planner.reports.pages.views import REPORTS
from tests.factories import (
    make_event,
    make_follow_up,
    make_requirement,
    make_user,
)
from tests.reports.small_office import kept_small_office

PAGES = (
    "coverage",
    "coverage?cells=planned-required",
    "coverage?cells=executed-planned",
    "coverage?cells=backed-executed",
    "coverage?cells=gap",
    "coverage?cells=residual",
    "coverage?rows=line",
    "coverage?across=quarter",
    "coverage?across=kind",
    "coverage?across=kind&rows=line&kind=joint_exercise",
    "coverage?across=quarter&cells=residual",
    "figures",
    "gaps",
)
FILTERS = (
    "period=2025",
    "period=2025-Q2",
    "period=2025&nation=FR",
    "objective={first}&period=2025",
    "plan=999&period=2025",
    "desk=Nobody&period=2025",
    "period=free&from=2024-05-01&to=2025-12-31",
)
LINK = re.compile(r'<a (?:class="[^"]*" )?href="([^"]+)"[^>]*>(.*?)</a>', re.S)
NUMBER = re.compile(r"\+?(\d[\d,]*)")
COUNTED = re.compile(r"^/(events/\?measure|reports/rows\?|reports/gaps\?)")


@pytest.fixture
def office(patterns):
    return kept_small_office(patterns)


AMOUNTS = re.compile(
    r'<tr><th scope="row">(?:Event-days M1|Person-days M2)</th>(?:(?!</tr>).)*</tr>'
    r'|<tr><th scope="row">(?:Event-days|Person-days|Slip|Days late) (?:(?!</tr>).)*?</td>'
    r'|<tr><th scope="row">(?:Concentration|Effective|Imbalance|Reciprocity|Places received)'
    r"(?:(?!</tr>).)*?</td>"
    r"|<dt>Reciprocity .*?</dd>"
    r'|<td data-label="(?:Person-days|Days since|Planned, |Actual|For a person-day)'
    r"(?:(?!</td>).)*</td>",
    re.S,
)
"""Cells whose number is days or people; the rows behind it are counted beside it."""


def numbers(page):
    """Yield (address, number) of every link whose words are a number that counts rows."""
    for href, words in LINK.findall(AMOUNTS.sub("", page.html)):
        unseen = r"<span class=\"hidden-word\">.*?</span>|<title>.*?</title>|<[^>]+>"
        shown = re.sub(unseen, "", words, flags=re.S).strip()
        if NUMBER.fullmatch(shown) and COUNTED.match(unescape(href)):
            yield unescape(href), int(shown.strip("+").replace(",", ""))


def opened(client, href):
    """Return the number that the rows behind a number add up to."""
    page = client.get(href)
    assert page.status == 200, href
    if href.startswith("/reports/rows"):
        return int(re.search(r"<b data-number>([\d,]+)</b>", page.html)[1].replace(",", ""))
    if href.startswith("/reports/gaps"):
        unmet = page.html.partition('id="unmet"')[2].partition("</section>")[0]
        lines = re.findall(r"(\d+) required, (\d+) held", unmet)
        return sum(max(0, int(required) - int(held)) for required, held in lines)
    return len({link for link in page.links if re.fullmatch(r"/events/\d+", link)})


@pytest.mark.parametrize("asked", FILTERS)
def test_every_number_opens_as_many_rows_as_it_says(client_as, office, asked):
    joined = [f"{name}{'&' if '?' in name else '?'}{asked}" for name in PAGES]
    assert followed_from(client_as("approver"), joined, office) > 25


def test_every_number_of_the_declared_reports_opens_as_many_rows(client_as, office):
    pages = [
        f"{name}?{asked}" for name in REPORTS for asked in (FILTERS[0], "period=2025-Q2&nation=FR")
    ]
    owner = make_user()
    db.session.scalars(select(Event).where(Event.state == EventState.EXECUTED)).one().owner = owner
    db.session.commit()
    owned = [name for name, one in REPORTS.items() if one.form is OwnedForm]
    pages += [f"{name}?period=2025&owner={key}" for name in owned for key in ("0", owner.id)]
    assert followed_from(client_as("approver"), pages, office) > 100


def followed_from(client, addresses, first):
    """Follow every number of some reports; return how many addresses they lead to."""
    followed = {}
    for address in addresses:
        page = client.get(f"/reports/{address.format(first=first.id)}")
        assert page.status == 200
        for href, number in numbers(page):
            if href not in followed:
                followed[href] = opened(client, href)
            assert followed[href] == number, (address, href)
    return len(followed)


OTHER_PAGES = ("/", "/objectives/?plan={plan}", "/objectives/{first}", "/nations/FR", "/nations/ID")


@pytest.mark.parametrize("nations", [None, ["FR", "NZ"]])
def test_the_numbers_of_other_pages_open_as_many_rows_too(client_as, office, monkeypatch, nations):
    monkeypatch.setattr(
        clock, "datetime", SimpleNamespace(now=lambda _zone: datetime(2025, 8, 15, 12, tzinfo=UTC))
    )
    client = client_as("approver", nations=nations)
    followed = {}
    for address in OTHER_PAGES:
        if nations and address.endswith("ID"):
            continue
        page = client.get(address.format(first=office.id, plan=office.line.plan_id))
        assert page.status == 200
        found = dict(numbers(page))
        assert found, address
        for href, number in found.items():
            followed[href] = opened(client, href)
            assert followed[href] == number, (address, href)
    assert len(followed) > 12


def test_a_proposed_objective_states_no_requirement_that_opens_nothing(client_as, office):
    office.standing = Standing.PROPOSED
    make_requirement(office, "NZ", clock.today().year, 2)
    make_event(["FR"], [office], date(clock.today().year, 1, 5), 1, state=EventState.CLOSED)
    page = client_as("approver").get(f"/objectives/{office.id}")
    assert "measure=executed" in page.html
    assert "of=required" not in page.html
    assert "/reports/gaps?" not in page.html


@pytest.mark.parametrize("nations", [None, ["FR", "NZ"]])
@pytest.mark.parametrize("asked", FILTERS)
def test_every_section_of_the_gaps_opens_its_lines_as_a_list(client_as, office, asked, nations):
    client = client_as("approver", nations=nations)
    page = client.get(f"/reports/gaps?{asked.format(first=office.id)}")
    shown = 0
    for text in re.findall(r'<section class="card" id=.*?</section>', page.html, re.S):
        number = int(re.search(r"<h2>.*?(\d+)(?:</a>)?</span></h2>", text, re.S)[1])
        assert number == text.count("<li")
        if number:
            address = unescape(re.search(r'<a class="small" href="([^"]+)">Open', text)[1])
            assert f'<a href="{escape(address)}">{number}</a>' in text
            assert opened(client, address) == number, address
            shown += 1
    assert shown >= (1 if "plan=" in asked else 0 if "desk=" in asked else 3)


def test_overdue_follow_ups_as_a_list_are_those_of_the_chosen_nation(client_as, office):
    other = make_event(["NZ"], [], date(2025, 6, 2), 1, state=EventState.CLOSED)
    make_follow_up(other, what="Not theirs", due_on=date(2024, 1, 1))
    client = client_as("approver")
    page = client.get("/reports/gaps?period=2025&nation=FR")
    (address,) = {link for link in page.links if "of=owed-late" in link}
    rows = client.get(address)
    assert "Not theirs" not in page.text + rows.text
    assert "Not theirs" in client.get("/reports/rows?of=owed-late&period=2025").text


def test_of_nations_out_of_scope_nobody_is_told_that_they_were_never_met(client_as, office):
    make_event(["ID"], [], date(2025, 10, 1), 1, state=EventState.CLOSED)
    address = "/reports/gaps?period=2025&nation=ID"
    assert "Indonesia last met 1 Oct 2025" in client_as("approver").get(address).text
    for client in (client_as("approver", nations=["FR"]), client_as("administrator")):
        silent = client.get(address).html.partition('id="stale"')[2].partition("</section>")[0]
        assert "Indonesia" not in silent
        rows = client.get("/reports/rows?of=stale&period=2025&nation=ID")
        assert "never met" not in rows.text


def test_every_value_of_a_figure_is_a_link(client_as, office):
    page = client_as("approver").get("/reports/figures?period=2025")
    for line in re.findall(r'<tr><th scope="row">.*?</tr>', page.html, re.S):
        if 'data-label="Value"' in line:
            value = re.search(r'data-label="Value">(.*?)</td>', line, re.S)[1]
            assert "<a " in value, line


def test_both_parts_of_a_rate_open_their_rows(client_as, office):
    page = client_as("approver").get("/reports/figures?period=2025")
    rates = re.findall(r'<span><a href="[^"]+">\d+</a> of <a href="[^"]+">\d+</a>', page.html)
    assert len(rates) >= 12


def test_a_number_that_nobody_counts_is_not_there(client_as, office):
    assert client_as("viewer").get("/reports/rows?of=everything&period=2025").status == 404
    assert client_as("viewer").get("/reports/rows").status == 303
    assert client_as("viewer").get("/reports/rows.csv?of=outcomes&period=2025").status == 200
