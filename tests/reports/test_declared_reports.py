"""Every declared report: its files hold what its page holds, within what its reader may see."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from planner.choices import AttendanceRole, EventState
from planner.reports.figures.left_out import WHY, WHY_ELSEWHERE
from planner.reports.pages.views import REPORTS
from tests.factories import make_attendance, make_event, make_indicator, make_nation, make_person
from tests.reports.page_and_file import page_tables, words_of
from tests.reports.small_office import kept_small_office
from tests.reports.test_page_and_file import fetched, same_left_out, same_table

FILTERS = (
    "period=2025",
    "period=2025-Q2&nation=FR",
    "objective={first}&period=2025",
    "period=free&from=2024-05-03&to=2025-08-31",
)
FIGURES = ["Figure", "Value", "n", "How it is counted"]


@pytest.fixture
def office(clock_at, patterns):
    clock_at(datetime(2025, 8, 15, 12, tzinfo=UTC))
    first = kept_small_office(patterns)
    make_nation("JP", desk="Nobody")  # a desk whose nation is met nowhere
    make_indicator(first)
    paid = make_event(
        ["ID"], [first], date(2025, 4, 1), 2, state=EventState.CLOSED,
        participants_actual=6, planned_cost=900, actual_cost=1200, currency="AUD", host_code="AU",
    )  # fmt: skip
    paid.details = {"makes_alumni": True}
    make_attendance(paid, make_person("ID"), has_attended=True, role=AttendanceRole.STUDENT)
    return first


@pytest.mark.parametrize("name", REPORTS)
def test_the_files_hold_what_the_page_holds(client_as, office, name):
    client, kept = client_as("approver"), 0
    for asked in FILTERS:
        query = asked.format(first=office.id)
        page, tables, closing = fetched(client, f"/reports/{name}", query)
        shown = [one for one in page_tables(page) if len(one[0]) > 1 and "" not in one[0][:1]]
        shown = [one for one in shown if one[0][1:2] != [""]]
        figures = [row for head, *rows in shown if head == FIGURES for row in rows]
        others = [one for one in shown if one[0] != FIGURES]
        if said := re.search(r'<ul class="in-words">(.*?)</ul>', page.html, re.S):
            words = [words_of(one) for one in re.findall(r"<li>(.*?)</li>", said[1], re.S)]
            assert words == tables.pop(0).column("In words")
        if figures:
            lines = tables.pop(0)
            assert [row[0] for row in figures] == [
                f"{label} {code}".strip()
                for label, code in zip(lines.column("Figure"), lines.column("Code"), strict=True)
            ]
            assert [row[1] for row in figures] == lines.shown("Value")
            assert [row[2] for row in figures] == lines.column("n in words")
            assert [row[3] for row in figures] == lines.column("How counted")
        if REPORTS[name].leaves:
            assert same_left_out(page, tables.pop()) == len(REPORTS[name].leaves)
        assert len(others) == len(tables)
        for table, held in zip(others, tables, strict=True):
            same_table(table, held)
            kept += len(held.rows)
        assert any(line.startswith("# Period: 202") for line in closing)
    assert kept > 2, "the office has something to tell in every report"


def test_reports_are_listed_with_what_they_answer(client_as):
    page = client_as("viewer").get("/reports/")
    for one in REPORTS.values():
        assert f'href="/reports/{one.name}"' in page.html
        assert str(one.question) in page.text


def test_an_owner_whom_nobody_knows_is_named_and_no_file_is_made_of_it(client_as, office):
    client = client_as("approver")
    assert "9999" in client.get("/reports/timeliness?period=2025&owner=9999").text
    assert client.get("/reports/timeliness.csv?period=2025&owner=9999").status == 422


def test_people_by_rank_are_for_those_who_may_see_people(client_as, office):
    assert "People met, by rank" in client_as("approver").get("/reports/partners.csv").text
    for role in ("viewer", "administrator"):
        page = client_as(role).get("/reports/partners?period=2025")
        if "People are shown to those" in page.text:
            assert "People met, by rank" not in page.text
            break
    else:
        pytest.fail("nobody is refused")


def test_of_other_nations_a_desk_is_told_only_what_it_may_see(client_as, office):
    client = client_as("country_desk", nations=["NZ"])
    for name in REPORTS:
        page = client.get(f"/reports/{name}?period=2025")
        assert page.status == 200
        assert not re.search(r"France|Indonesia", unescape(page.html.partition("<h2>")[2])), name


def test_the_overview_says_what_the_figures_say_and_nothing_else(client_as, office):
    page = client_as("approver").get("/reports/?period=2025")
    said = re.findall(r"<li>(.*?)</li>", page.html.partition("in-words")[2].partition("</ul>")[0])
    assert [words_of(one) for one in said] == [
        "0 of 1 objective is on track.",
        "1 more has no light.",
        "N1 needs 1 more event; none of them is approved and ahead.",
        "N2 needs 1 more event; none of them is approved and ahead.",
        "1 of 2 planned events were executed.",
        "1 of 3 events whose time for outcomes has passed brought a verified one.",
        "1 of 3 follow-ups were kept on time.",
        "1 of 5 reports were written in time.",
    ]
    empty = client_as("approver").get("/reports/?period=2022")
    assert "nothing is required yet" in empty.text
    assert "were executed." not in empty.text, "a rate of nothing says nothing"


def test_what_a_report_leaves_out_has_its_reason():
    reasons = {measure for _code, measure, _why in (*WHY, *WHY_ELSEWHERE)}
    for one in REPORTS.values():
        assert set(one.leaves) <= reasons
