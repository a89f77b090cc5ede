"""Lists are declared once: page, CSV and workbook have the columns of the declaration."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict

from planner.accounts.columns import USERS
from planner.choices import LessonState, WayKind
from planner.events.list.columns import EVENTS
from planner.events.list.filtering import EventFilter
from planner.history.columns import HISTORY
from planner.jobs.columns import JobFilter
from planner.objectives.filtering import GridFilter
from planner.outcomes.columns import FOLLOW_UPS, OUTCOMES
from planner.outcomes.follow_up_filtering import FollowUpFilter
from planner.outcomes.lesson_columns import LESSONS
from planner.outcomes.models import Lesson
from planner.participants.columns import PEOPLE
from planner.partners.catalogue_columns import INSTITUTIONS, ORGANISATIONS, PROGRAMMES
from planner.partners.columns import NATIONS
from planner.partners.filtering import NationFilter
from planner.partners.models import Institution
from planner.ways.columns import WAYS
from planner.web.day_words import day
from planner.web.lists.columns import ListColumn
from planner.web.lists.filter_forms import form_class
from tests.factories import (
    add,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_person,
    make_programme,
    make_user,
    make_way,
)
from tests.listed import cells_of, declared_filters


def lines_of(answer):
    """Return the lines of a CSV file by the words of their headings, without the remarks."""
    lines = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    lines = lines[: lines.index([])]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def sheet_of(answer):
    """Return the headings of a workbook's table."""
    sheet = load_workbook(io.BytesIO(answer.body)).worksheets[0]
    return [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.fixture
def office():
    make_nation("FR", is_partner=True)
    objective = make_objective(code="T9")
    make_event(title="Cobra", objectives=[objective], partners=["FR"], edition="2030")


def declared_as(monkeypatch, listed):
    """Let the page and the files of events be made from another declaration."""
    for views in ("views", "export_views"):
        monkeypatch.setattr(f"planner.events.list.{views}.EVENTS", listed)


def test_a_column_that_is_declared_stands_on_the_page_and_in_both_files(
    office, client_as, monkeypatch
):
    added = ListColumn("added", "Which edition", "edition")
    wider = replace(EVENTS, columns=(*EVENTS.columns, added))
    declared_as(monkeypatch, wider)
    client = client_as("viewer")
    assert cells_of(client.get("/events/").html)["Which edition"] == ["2030"]
    assert lines_of(client.get("/events.csv"))[0]["Which edition"] == "2030"
    assert "Which edition" in sheet_of(client.get("/events.xlsx"))
    only_page = replace(EVENTS, columns=(*EVENTS.columns, replace(added, where="page")))
    declared_as(monkeypatch, only_page)
    assert cells_of(client.get("/events/").html)["Which edition"] == ["2030"]
    assert "Which edition" not in lines_of(client.get("/events.csv"))[0]


def test_what_a_page_does_not_show_is_not_read_for_it(office, client_as, queries):
    client = client_as("viewer")
    client.get("/events/")
    with queries() as seen:
        client.get("/events/")
    page = next(one for one in seen if "date_precision" in one and "LIMIT" in one)
    assert "summary" not in page
    assert "programme" not in page


def test_a_filter_says_of_each_part_how_it_is_read_written_named_and_asked_for():
    query = "q=Cobra&kind=ceremony&nation=FR&from=2030-01-01&marking=0&flag=undated&selected=1&id=3"
    wanted = EventFilter.from_query(query)
    assert wanted.to_query() == query
    assert wanted.without("selected") == query.partition("&selected")[0]
    assert wanted.without("nation", "FR") == query.replace("&nation=FR", "")
    assert wanted.for_history().startswith("q=%E2%80%A6&kind=ceremony")
    assert EventFilter.narrowing(MultiDict([("q", " a "), ("x", "1"), ("kind", "")])) == "q=a"
    for part in EventFilter.parts:
        assert hasattr(wanted, part.attribute), part.name
        assert part.label or not part.has_chip, part.name
    with pytest.raises(KeyError):
        EventFilter.part("nonsense")


LISTS = {
    "/events/": EVENTS,
    "/follow-ups/?tab=all": FOLLOW_UPS,
    "/outcomes/": OUTCOMES,
    "/lessons/": LESSONS,
    "/people/": PEOPLE,
    "/institutions/": INSTITUTIONS,
    "/programmes/": PROGRAMMES,
    "/nations/": NATIONS,
    "/ways/": WAYS,
}
AS_TEXT = {"/organisations/": ORGANISATIONS, "/history/": HISTORY}
"""Lists whose page is no table: their values stand somewhere on it."""
REASON = {"reason": "For the seating plan of the dinner", "suffix": "csv"}


@pytest.fixture
def full_office(office):
    """Give every list a row with something in every column."""
    desk = make_user(name="Maj Reed")
    event = make_event(title="Aftermath", partners=["FR"], owner=desk)
    make_follow_up(event, desk, promised_nation_code="FR")
    make_outcome(events=[event])
    add(
        Lesson(
            event=event,
            what="Bridges were closed",
            recommendation="Ask early",
            state=LessonState.ASSIGNED,
            owner=desk,
            identified_on=date(2030, 2, 7),
        )
    )
    unit = make_organisation(name="Naval Staff", short_name="NS", town="Brest")
    make_person(name="Anne Petit", rank="Capt", post="Attaché", organisation=unit)
    add(Institution(name="War College", nation_code="FR", town="Paris", level="war_college"))
    make_programme(lead_code="FR", started_year=1995)
    day_of = {"first_on": date(2026, 7, 14), "is_yearly": True, "source": "Ministry"}
    make_way("FR", "National day", WayKind.NATIONAL_DAY, looked_by=desk, **day_of)


def file_of(client, path):
    """Return the lines of the CSV file beside a list."""
    if path == "/people/":
        return lines_of(client.post("/people/export", data=REASON))
    bare, _mark, query = path.partition("?")
    return lines_of(client.get(f"{bare.rstrip('/')}.csv?{query}"))


def as_page(value, kind):
    """Return how a page writes a value of a file."""
    if kind == "day" and value:
        return day(date.fromisoformat(value))
    return value or "–"


def test_page_and_file_say_the_same_in_every_column_that_both_have(full_office, client_as):
    client = client_as("country_desk")
    for path, listed in LISTS.items():
        shown, lines = cells_of(client.get(path).html), file_of(client, path)
        assert lines, path
        for column in listed.columns:
            head = str(column.label)
            assert (head in shown) == (column.where != "file") or head == "State", (path, head)
            assert (head in lines[0]) == (column.where != "page") or head == "State", (path, head)
            if column.where == "both":
                told = [as_page(line[head], column.kind) for line in lines]
                assert [cell or "–" for cell in shown[head]] == told, (path, head)


def test_lists_that_are_no_table_show_what_their_file_holds(full_office, client_as):
    client = client_as("administrator")
    for path, listed in AS_TEXT.items():
        text, line = client.get(path).text, file_of(client, path)[0]
        for column in listed.columns:
            if column.where == "both" and column.kind == "text" and column.name != "changes":
                assert line[str(column.label)] in text, (path, column.name)
    assert list(cells_of(client.get("/users/").html)) == [str(c.label) for c in USERS.columns]


UNASKED = {
    EventFilter: {"for", "selected", "id"},
    FollowUpFilter: {"tab", "sort"},
    NationFilter: {"show"},
    JobFilter: {"of"},
    GridFilter: {"all"},
}
"""Parts that no field asks for: tabs, orders, a selection."""


def test_the_form_of_a_filter_asks_for_every_part_of_it_under_its_label(app):
    for made in declared_filters():
        with app.test_request_context():
            form = form_class(made)()
        fields = {found.name: found for found in form}
        assert set(fields) == {part.name for part in made.parts} - UNASKED.get(made, set()), made
        for name, found in fields.items():
            assert str(found.label.text) == str(made.label(name)), (made, name)


def test_a_kept_search_keeps_every_part_of_its_filter():
    """“Releasable to” was forgotten once."""
    args = MultiDict([("sort", "-due"), ("releasable", "FR"), ("tab", "all"), ("x", "1")])
    assert FollowUpFilter.narrowing(args) == "tab=all&releasable=FR&sort=-due"
