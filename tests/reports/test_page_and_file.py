"""Each file of a report holds what its page holds: the same rows, in order, the same values."""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from planner import clock
from planner.reports.behind.shapes import BEHIND, nothing
from planner.reports.pages.views import REPORTS
from tests.factories import make_indicator, make_nation, make_objective, make_requirement
from tests.reports.page_and_file import csv_tables, page_tables, same_in_workbook, words_of
from tests.reports.small_office import make_small_office

FILTERS = (
    "period=2025",
    "period=2025-Q2&nation=FR",
    "objective={first}&period=2025",
    "desk=Nobody",
)
NOT_AMONG = "Not among them"
NOTHING = "There is nothing to show here."
ROOMS = {"reports", "objectives", "requirements"}


@pytest.fixture(autouse=True)
def in_august(monkeypatch):
    monkeypatch.setattr(
        clock, "datetime", SimpleNamespace(now=lambda _zone: datetime(2025, 8, 15, 12, tzinfo=UTC))
    )


@pytest.fixture
def office():
    first = make_small_office()
    make_nation("JP", desk="Nobody")  # a desk whose nation is met nowhere
    make_indicator(first)
    make_requirement(first, "NZ", 2025, 2, standing="proposed")
    return first


def fetched(client, name, query):
    """Return a page, the tables of its CSV file and the closing lines, once its workbook fits."""
    page = client.get(f"{name}?{query}")
    if page.status == 308:
        page = client.get(f"{name}/?{query}")
    sheet = client.get(f"{name}.csv?{query}")
    assert (page.status, sheet.status) == (200, 200), (name, query)
    tables, closing = csv_tables(sheet.body)
    same_in_workbook(tables, client.get(f"{name}.xlsx?{query}").body)
    return page, tables, closing


def same_table(shown, table, names=None):
    """Assert that a table of a page and one of a file have the same cells, by heading."""
    head, *rows = shown
    columns = [table.shown(name) for name in names or head]
    assert [list(row) for row in zip(*columns, strict=True)] == [
        [cell or "–" for cell in row[: len(columns)]]
        for row in rows
        if len(row) == len(head) and NOTHING not in row
    ], table.title


def same_figures(client, query):
    page, tables, closing = fetched(client, "/reports/figures", query)
    figures, by_objective, by_partner, left_out = tables
    *groups, objectives, partners = page_tables(page)
    if "Other partners" in page.html:
        *groups, objectives, partners, (_head, *rest) = page_tables(page)
        partners = [*partners, *rest]
    rows = [row for head, *group in groups for row in group]
    names = zip(figures.column("Figure"), figures.column("Code"), strict=True)
    assert [row[0] for row in rows] == [f"{name} {code}" for name, code in names]
    assert [row[1] for row in rows] == figures.shown("Value")
    assert [row[2] for row in rows] == figures.column("n in words")
    assert [row[3] for row in rows] == figures.column("How counted")
    titles = re.findall(r"<section><h2>(.*?)</h2>", page.html)
    assert titles == list(dict.fromkeys(figures.column("Group")))
    same_table(objectives, by_objective)
    same_table(partners, by_partner)
    assert same_left_out(page, left_out) == 7
    below = re.findall(r'<p class="small table-note">(.*?)</p>', page.html)
    assert below or query != FILTERS[0]
    assert all(f"# {unescape(note)}" in page_notes(client, query) for note in below)
    assert any(line.startswith("# Period: 2025-") for line in closing)


def same_left_out(page, table, counted="Events"):
    """Assert that page and file say alike what was left out and why; return how many reasons."""
    box = page.html.partition("What was left out, and why</h2>")[2].partition("</section>")[0]
    lines = re.findall(r'<li><span>(.*?)</span><(?:a|span) class="num".*?>([\d,]+)<', box, re.S)
    assert table.title == "What was left out, and why"
    assert [unescape(words) for words, _number in lines] == table.column(counted)
    assert [number for _words, number in lines] == table.shown("Number")
    return len(lines)


def page_notes(client, query):
    """Return the lines of remarks of the file of figures."""
    text = client.get(f"/reports/figures.csv?{query}").body.decode("utf-8-sig")
    return [line for line in text.splitlines() if line.startswith("# ")]


def same_gaps(client, query):
    page, (gaps, kinds, left_out), _closing = fetched(client, "/reports/gaps", query)
    assert same_left_out(page, left_out, NOT_AMONG) == (11 if "objective=" in query else 12)
    sections = re.findall(r'<section class="card" id="[\w-]+">(.*?)</section>', page.html, re.S)
    lines = []
    for number, section in enumerate(sections):
        head = words_of(re.search(r"<h2>(.*?)</h2>", section, re.S)[1])
        title, _blank, count = head.rpartition(" ")
        assert (title, count) == (kinds.column("Gap")[number], kinds.shown("Number")[number])
        none = re.search(r'<p class="muted">(.*?)</p>', section)
        assert kinds.column("Where there is none")[number] == (unescape(none[1]) if none else "")
        group = ""
        for part in re.findall(r"<h3.*?</h3>|<li.*?</li>", section, re.S):
            if part.startswith("<h3"):
                group = words_of(part)
            else:
                lines.append((title, group, words_of(part)))
    rows = zip(
        gaps.column("Gap"), gaps.column("What"), gaps.column("Detail"), gaps.column("Proposal"),
        gaps.column("Next step"), strict=True,
    )  # fmt: skip
    told = []
    for (_title, group, _line), (gap, what, *words, step) in zip(lines, rows, strict=True):
        steps = step.split(" / ") if step != "See what there is" else []
        short = what.removeprefix(f"{group} with ")  # the name above the lines says the rest
        told.append((gap, "".join([short, *words, *steps])))
    assert [(gap, squeezed(words)) for gap, _group, words in lines] == [
        (gap, squeezed(words)) for gap, words in told
    ]


def squeezed(words):
    return "".join(words.split())


LAYOUTS = (
    ("executed-required", ""),
    ("planned-required", ""),
    ("backed-executed", "&across=quarter"),
    ("residual", "&across=kind&rows=line"),
)
SHOWN_CELLS = {
    "executed-required": ("Executed", "Required"),
    "planned-required": ("Planned", "Required"),
    "backed-executed": ("Outcome-backed", "Executed"),
    "residual": ("Residual gap",),
}


def same_coverage(client, query):
    for cells, more in LAYOUTS if query == FILTERS[0] else LAYOUTS[:1]:
        asked = f"{query}&cells={cells}{more}"
        page, (*tables, left_out), _closing = fetched(client, "/reports/coverage", asked)
        if "There is no objective" in page.text:
            continue
        same_matrix(page, tables[0], SHOWN_CELLS[cells], "-Q" in query)
        assert same_left_out(page, left_out) == 3
        strip = re.search(r'<dl class="figures">(.*?)</dl>', page.html, re.S)[1]
        items = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", strip, re.S)
        figures = tables[1]
        values = zip(figures.shown("Value"), figures.column("n in words"), strict=True)
        assert [unescape(label) for label, _value in items] == figures.column("Figure")
        assert [words_of(value) for _label, value in items] == [" ".join(v).strip() for v in values]
        silent = re.search(r'<p class="small">([^<]*)</p></div>\s*</details>', page.html)
        told = [name for table in tables[2:] for name in table.column("Partner nation")]
        assert told == (unescape(silent[1]).split(", ") if silent else [])


def same_matrix(page, table, names, is_part):
    """Assert that every number of the matrix stands in the file, in the same order, no more."""
    (_head, *rows), (_light, *heads) = page_tables(page)[0], names_of_columns(page)
    found = {}
    for name, *numbers in zip(table.head, *table.rows, strict=True):
        found.setdefault(name, numbers)
    order = list(zip(*list(found.values())[:3], strict=True))
    cells = {}
    for place, key in enumerate(order):
        shown = ["Executed"] if key[1] == "Without an objective" else names
        cells[key] = [found[name][place] for name in shown]
    told = []
    for row in rows:
        lit = [found["Light"][order.index(key)] for key in order if is_row(row[0], key)]
        assert row[1] in {"", *lit}, row[0]
        for column, shown in zip(heads, row[2:], strict=True):
            numbers = re.findall(r"\d+", shown.partition("+")[0])
            match = [key for key in order if key[2] == column and is_row(row[0], key)]
            if not match:
                assert shown == "–", (row[0], column)
                continue
            told.append(match[0])
            plain = [number for number in cells[match[0]] if number not in {"", "0"}]
            if not is_part or "Required" not in names:
                assert [one for one in numbers if one != "0"] == plain, (match[0], shown)
    assert told == order


def is_row(words, key):
    """Say whether the words of a row of the page are those of a line of the file."""
    _code, name, _column = key
    if name == "All":
        return words in {"All events", "All of these"}
    return words == name


def names_of_columns(page):
    """Return the columns of the matrix by the names that are read out."""
    head = page.html.partition("<thead>")[2].partition("</thead>")[0]
    found = []
    for cell in re.findall(r'<th scope="col".*?</th>', head, re.S)[1:]:
        hidden = re.search(r'hidden-word">(.*?)</span>', cell)
        found.append(unescape(hidden[1]) if hidden else words_of(cell))
    return found


def same_rows(client, query):
    for name in BEHIND if query == "period=2025" else ["required", "follow-ups"]:
        page, (table, *beside), closing = fetched(client, "/reports/rows", f"of={name}&{query}")
        assert bool(beside) == ("What was left out" in page.text)
        assert bool(beside) == (BEHIND[name].leaves is not nothing), name
        assert all(same_left_out(page, one, NOT_AMONG) for one in beside)
        same_table(page_tables(page)[0], table)
        number = re.search(r"<b data-number>([\d,]+)</b>", page.html)[1].replace(",", "")
        assert f"# {number} in all" in closing


def same_requirements(client, query):
    page, (table,), closing = fetched(client, "/requirements", f"{query}&year=2025&all=1")
    _head, *rows = page_tables(page)[0]
    shown = [[re.sub(r"\?.*", "", cell) for cell in row] for row in rows]
    same_table([table.head, *(row[: len(table.head)] for row in shown)], table)
    assert any("Proposed, not yet agreed: N1 New Zealand 2" in line for line in closing)


def same_objectives(client, query):
    # Periods and parts of indicators, which pages of their own show, stand between.
    page, (table, *between, left_out), _closing = fetched(client, "/objectives", query)
    parents = next(one for one in between if "Attainment" in one.head)
    assert same_left_out(page, left_out, "Objectives") == 4
    rows = [row for one in page_tables(page) for row in one[1:]]
    names = ("Objective", "Attainment", "Light", "Reason of the light", "Events", "SMART", "Owner")
    told = list(dict.fromkeys(zip(*(table.shown(name) for name in names), strict=True)))
    told = [one for one in told if not one[0].startswith("N9")]
    assert len(rows) == len(told)
    for row, (name, reached, light, reason, *more) in zip(rows, told, strict=True):
        assert row[0].startswith(name)
        assert row[1].partition(" ")[0] == reached.partition(" ")[0]
        assert row[2] == f"{light} {reason}"
        assert row[3:] == more
    for name, reached in zip(parents.column("Reason"), parents.shown("Attainment"), strict=True):
        assert name in page.text and reached in page.text


WALKED = {
    "reports.figures_file": same_figures,
    "reports.gaps_file": same_gaps,
    "reports.coverage_file": same_coverage,
    "reports.rows_file": same_rows,
    "requirements.export": same_requirements,
    "objectives.export": same_objectives,
}


def test_every_report_that_has_files_is_walked(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.endswith(".<suffix>")]
    found = {rule.endpoint for rule in rules if rule.endpoint.split(".")[0] in ROOMS}
    declared = {f"reports.{name}_file" for name in REPORTS}  # walked in test_declared_reports
    assert found == {*WALKED, *declared}


@pytest.mark.parametrize("asked", FILTERS)
def test_page_and_files_of_every_report_hold_the_same(client_as, office, asked):
    client = client_as("approver")
    for endpoint, same in WALKED.items():
        if endpoint.startswith("reports"):
            same(client, asked.format(first=office.id))
        elif asked == FILTERS[0]:
            same(client, f"plan={office.line.plan_id}")


def test_the_reasons_of_lights_are_typed_cells_beside_their_words(client_as, office):
    client, plan = client_as("approver"), office.line.plan_id
    sheet = load_workbook(BytesIO(client.get(f"/objectives.xlsx?plan={plan}").body)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert len(set(head)) == len(head)
    line = next(one for one in lines if one["Objective"].startswith("N1"))
    words = f"{line['Of the required, held']} of {line['Required']} required held"
    assert line["Reason of the light"].startswith(words)
    assert isinstance(line["Required"], int)
    year = client.get("/reports/coverage.xlsx?period=2025").body
    head = next(load_workbook(BytesIO(year)).worksheets[0].iter_rows(values_only=True))
    assert {"Of the required, held", "Required"} <= set(head)
    assert len(set(head)) == len(head)


def test_a_plan_says_which_objectives_its_attainment_leaves_out(client_as, office):
    make_objective(line=office.line, code="N7", standing="proposed")
    page = client_as("approver").get(f"/objectives/?plan={office.line.plan_id}")
    box = page.html.partition("What was left out, and why</h2>")[2].partition("</section>")[0]
    assert re.findall(r"in no attainment of the plan</span><span class=\"num\">(\d)<", box) == [
        "1",
        "0",
    ]
