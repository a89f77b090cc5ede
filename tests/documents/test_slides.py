"""A review as slides: the numbers of the pages, the marking on each, nothing that runs over."""

import csv
import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from pptx.enum.chart import XL_CHART_TYPE
from sqlalchemy import select

from planner.accounts.models import User
from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.documents import slides_job
from planner.documents.chapters import chapter_of
from planner.jobs import running
from planner.jobs.models import Job
from planner.objectives.models import LineOfEffort, Objective, Plan
from planner.web import access
from tests.documents.slides_read import book_of, shapes_of, slides_of, tables_of, words_of
from tests.factories import (
    make_event,
    make_line,
    make_objective,
    make_outcome,
    make_plan,
    make_user,
)
from tests.reports.small_office import make_small_office

YEAR = "period=2025"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3
HOSTILE = "=cmd|'/c calc'!A0 <a:t>&amp;</a:t> \x0b_x0001_"


@pytest.fixture
def client(client_as):
    first = make_small_office()
    line = select(Objective.id).where(Objective.line == first.line)
    asked = [f"objective={one}" for one in db.session.scalars(line)]
    db.session.commit()
    made = client_as("viewer")
    made.objectives = "&".join(asked)
    return made


def in_force(**fields):
    """Return an objective that is in force in 2025, in the one plan of the test."""
    plan = db.session.scalar(select(Plan)) or make_plan()
    plan.starts_on, plan.ends_on = date(2024, 1, 1), date(2026, 12, 31)
    line = db.session.scalar(select(LineOfEffort)) or make_line(plan)
    return make_objective(line=line, **fields)


def rows_of(client, address):
    text = client.get(address).body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0])))


def test_slides_hold_the_numbers_of_the_pages(client):
    file = slides_of(client, query=YEAR)
    assert 'filename="slides-2025-01-01-2025-12-31.pptx"' in file.headers["Content-Disposition"]
    book = book_of(file)
    assert (book.slide_width, book.slide_height) == (12192000, 6858000)
    found = tables_of(book)
    lines = {row[0]: row for part in found["Coverage: Each objective"] for row in part}
    told = [row for row in rows_of(client, f"/reports/coverage.csv?{YEAR}") if row["Code"]]
    totals = [row for row in told if row["Partner nation"] == "All"]
    assert len(totals) == 2
    for row in totals:
        line = lines[f"{row['Code']} {row['Objective']}".strip()]
        wanted = (row["Required"], row["Held in the years so far"], row["Approved and ahead"])
        assert tuple(line[1:4]) == wanted
        assert tuple(line[4:8]) == (
            row["Gap"],
            row["Residual gap"],
            row["Outcome-backed"],
            row["Light"],
        )
    blocks = client.get(f"/reports/overview.csv?{YEAR}").body.decode().split("\r\n\r\n")
    kept = next(one for one in blocks if "n in words" in one).split("\r\n", 1)[1]
    figures = {row["Figure"]: row for row in csv.DictReader(io.StringIO(kept))}
    for name, value, n, how in found["Overview: Key figures"][0][1:]:
        row = figures[name.rpartition(" (")[0]]
        assert (value, n, how) == (row["Value (shown)"], row["n in words"], row["How counted"])


def test_a_quarter_and_a_filter_are_those_of_the_page(client):
    book = book_of(slides_of(client, "coverage", "period=2025-Q2&nation=FR&kind=joint_exercise"))
    first = "\n".join(shape.text_frame.text for shape in book.slides[0].shapes)
    assert "1 Apr 2025 – 30 Jun 2025" in first
    assert "Partner nation: France" in first
    assert "Kind of event: " in first
    held = tables_of(book)["Coverage: Each objective"][0]
    told = rows_of(client, "/reports/coverage.csv?period=2025-Q2&nation=FR&kind=joint_exercise")
    (total,) = [r for r in told if r["Objective"] == "All" and r["Partner nation"] == "All"]
    assert held[-1][1] == (total["Required"] or "–")
    assert held[-1][6] == total["Outcome-backed"]


def test_charts_are_native_and_hold_the_numbers_of_their_pictures(client):
    book = book_of(slides_of(client, query=YEAR))
    charts = [shape for slide in book.slides for shape in slide.shapes if shape.has_chart]
    assert XL_CHART_TYPE.COLUMN_STACKED in {one.chart.chart_type for one in charts}
    stacks = next(one.chart for one in charts if one.name == "Events by quarter")
    assert list(stacks.plots[0].categories) == ["Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025"]
    held = sum(sum(series.values) for series in stacks.plots[0].series)
    counted = "measure=executed&from=2025-01-01&to=2025-12-31"
    assert held == len(rows_of(client, f"/events.csv?{counted}&{client.objectives}"))
    for one in charts:
        assert one._element.nvGraphicFramePr.cNvPr.get("descr")


def test_every_chapter_is_there_marked_and_with_what_a_speaker_needs(client):
    make_event(state=EventState.CLOSED, starts_on=date(2025, 4, 1), days=2)
    db.session.commit()
    book = book_of(slides_of(client, query=YEAR))
    titles = [slide.shapes.title.text for slide in book.slides]
    heads = list(dict.fromkeys(one.split(":")[0] for one in titles))
    assert heads == [
        "Review of the engagement plan", "Overview", "Coverage", "Gaps", "Outcomes",
        "Scorecard", "Partners", "Next quarter",
    ]  # fmt: skip
    for slide in book.slides:
        marks = [shapes_of(slide, f"Marking {one}") for one in ("above", "below")]
        words = {shape.text_frame.text for (shape,) in marks}
        assert len(words) == 1
        assert words <= {str(one.label) for one in Marking}
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(*words)
    figures = next(s for s in book.slides if s.shapes.title.text == "Overview: Key figures")
    notes = figures.notes_slide.notes_text_frame.text
    assert "Execution rate (M5): " in notes
    assert "Planned for the period and executed in it ÷ planned for it" in notes
    assert " n: " in notes
    assert "Left out: " in notes
    assert "Period: 1 Jan 2025 to 31 Dec 2025" in notes
    assert "Releasable to: " in notes


def test_nothing_runs_over_the_edge_and_what_is_cut_stands_in_the_notes(client_as):
    for number in range(30):
        own = in_force(code=f"O{number}", name=f"{LONG[:110]} {number}")
        make_event(["FR"], [own], date(2025, 2, 4), 2, state=EventState.CLOSED, title=LONG[:190])
    db.session.commit()
    book = book_of(slides_of(client_as("viewer"), query=YEAR))
    for slide in book.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= book.slide_width
            assert shape.top + shape.height <= book.slide_height
            if shape.has_table:
                high = sum(row.height for row in shape.table.rows)
                assert shape.top + high <= shapes_of(slide, "Marking below")[0].top
    lines = tables_of(book)["Coverage: Each objective"]
    assert len(lines) > 1
    assert all(part[0] == lines[0][0] for part in lines)
    assert "O0 Donaudampf" in words_of(book)


def test_what_somebody_typed_is_data_in_slides_and_in_their_workbooks(client_as):
    own = in_force(code="H1", name=HOSTILE[:100].replace("\x0b", " "))
    event = make_event(
        ["FR"], [own], date(2025, 2, 4), 2, state=EventState.CLOSED, title="<b>=1+1</b>"
    )
    make_outcome(own, [event], seen_on=date(2025, 3, 1), strength=2, title="=HYPERLINK(1)")
    db.session.commit()
    file = slides_of(client_as("viewer"), query=YEAR)
    book = book_of(file)
    assert "=cmd|'/c calc'!A0 <a:t>&amp;</a:t> _x0001_" in words_of(book)
    assert "=HYPERLINK(1)" in words_of(book)
    package = zipfile.ZipFile(io.BytesIO(file.body))
    assert package.testzip() is None
    sheets = [one for one in package.namelist() if one.endswith(".xlsx")]
    assert sheets
    for one in sheets:
        cells = [c for row in load_workbook(io.BytesIO(package.read(one))).active for c in row]
        assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_viewer_with_a_lower_ceiling_finds_nothing_of_what_is_above_it(client_as):
    own = in_force(code="S1")
    make_event(
        ["FR"], [own], date(2025, 2, 4), 2, state=EventState.CLOSED,
        title="Quiet talks", marking=Marking.OFFICIAL_SENSITIVE,
    )  # fmt: skip
    make_event(["FR"], [own], date(2025, 3, 4), 2, state=EventState.CLOSED, title="Open talks")
    db.session.commit()
    every = book_of(slides_of(client_as("viewer"), query=YEAR))
    some = book_of(slides_of(client_as("viewer", ceiling=Marking.OFFICIAL), query=YEAR))
    assert "Quiet talks" in words_of(every)
    assert str(Marking.OFFICIAL_SENSITIVE.label) in words_of(every)
    assert "Quiet talks" not in words_of(some)
    assert str(Marking.OFFICIAL_SENSITIVE.label) not in words_of(some)


def test_rights_that_are_taken_on_the_way_count_from_the_first_chapter(
    client_as, monkeypatch, database
):
    own = in_force(code="S1")
    make_event(
        ["FR"], [own], date(2025, 2, 4), 2, state=EventState.CLOSED,
        title="Quiet talks", marking=Marking.OFFICIAL_SENSITIVE,
    )  # fmt: skip
    user = make_user([Role.VIEWER], ceiling=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    client = client_as("viewer", user=user)
    seen = []

    def lowering(number, asked):
        seen.append((number, access.viewer().ceiling))
        if number == 4 and len(seen) == 5:
            accounts = User.__table__
            lowered = accounts.update().values(ceiling=Marking.OFFICIAL)
            db.session.connection().execute(lowered)
        return chapter_of(number, asked)

    monkeypatch.setattr(slides_job, "chapter_of", lowering)
    book = book_of(slides_of(client, query=YEAR))
    assert "Quiet talks" not in words_of(book)
    assert [number for number, _ceiling in seen] == [*range(5), *range(7)]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/documents/slides/figures", 404),
        ("/documents/slides/overview?period=1x", 422),
        ("/documents/slides/coverage?period=free&from=2025-01-01", 422),
        ("/documents/slides/coverage?objective=dreamt", 422),
    ],
)
def test_what_is_not_understood_begins_no_work(client_as, address, status):
    answer = client_as("viewer").post(address, {})
    assert answer.status == status, answer.text[:300]
    assert db.session.query(Job).count() == 0


def test_the_pages_offer_the_slides_of_what_they_show(client):
    for page in ("overview", "coverage"):
        shown = client.get(f"/reports/{page}?{YEAR}&nation=FR").html
        assert f'action="/documents/slides/{page}?{YEAR}&amp;nation=FR"' in shown
    assert "/documents/slides" not in client.get("/reports/cost").html
    assert running.run_next() is False
