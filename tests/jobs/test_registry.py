"""The long work that Rapport knows: small steps, nothing held between them, right at the end."""

import io
import sqlite3
from contextlib import closing, contextmanager

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, text

from planner.calendars import jobs as calendar_jobs
from planner.calendars.audiences import Audience
from planner.calendars.rendering import entry_faults
from planner.choices import JobState, Marking, Role
from planner.commands import bring_derived_up_to_date, keep_calendars_told
from planner.db import db
from planner.jobs import history_file
from planner.jobs.running import run_next
from planner.rollup import jobs as rollup_jobs
from planner.rollup.faults import rollup_faults
from planner.search import jobs as search_jobs
from planner.search.commands import reindex
from planner.search.index_faults import index_faults
from planner.text.textsearch import IndexedText, keep
from tests.factories import NOW, make_event, make_objective, make_person, make_programme, make_user
from tests.jobs.conftest import AFTER_THE_LEASE, Killed, begin, row_of


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


@pytest.fixture
def administrator():
    return make_user([Role.ADMINISTRATOR])


@contextmanager
def rows_of_each_transaction(table):
    """Collect how many rows of a table each transaction wrote."""
    counts, open_count = [], [0]

    def note(_connection, _cursor, statement, parameters, _context, is_many):
        if table in statement and not statement.startswith("SELECT"):
            open_count[0] += len(parameters) if is_many else 1

    def end(_connection):
        counts.append(open_count[0])
        open_count[0] = 0

    event.listen(db.engine, "before_cursor_execute", note)
    event.listen(db.engine, "commit", end)
    try:
        yield counts
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
        event.remove(db.engine, "commit", end)


@contextmanager
def somebody_writes_between_steps(monkeypatch, module):
    """Let another connection write at each step of work, without waiting for any lock."""
    written, real = [], module.StepDone
    path = db.engine.url.database

    def done(*words):
        db.session.commit()  # as the runner does once the step has ended
        with closing(sqlite3.connect(path, timeout=0)) as other:
            other.execute("UPDATE office SET id = id")
            other.commit()
        written.append(words)
        return real(*words)

    monkeypatch.setattr(module, "StepDone", done)
    yield written


def spoil_index():
    """Empty the index and put a word into it that no row has."""
    connection = db.session.connection()
    connection.execute(text("DELETE FROM search_index"))
    keep(connection, [IndexedText("event", 987654, "Stray")])
    db.session.commit()


def test_the_index_is_written_anew_in_small_transactions(administrator, monkeypatch):
    monkeypatch.setattr(search_jobs, "ROWS", 3)
    for _ in range(10):
        make_person()
    make_event(objectives=[make_objective()])
    spoil_index()
    assert index_faults()
    job_id = begin(administrator, kind="reindex")
    with rows_of_each_transaction("search_index") as counts:
        assert run_next()
    job = row_of(job_id)
    assert (job.state, job.percent) == (JobState.DONE, 100), job.said
    assert "13 entries" in job.said
    assert index_faults() == []
    assert max(counts) <= 2 * 3  # each row is forgotten and kept


def test_nothing_is_locked_between_steps(administrator, monkeypatch):
    monkeypatch.setattr(search_jobs, "ROWS", 3)
    for _ in range(7):
        make_person()
    begin(administrator, kind="reindex")
    with somebody_writes_between_steps(monkeypatch, search_jobs) as written:
        assert run_next()
    assert len(written) > 3


def test_writing_the_index_goes_on_after_a_kill(administrator, monkeypatch, clock_at):
    monkeypatch.setattr(search_jobs, "ROWS", 2)
    for _ in range(6):
        make_person()
    spoil_index()
    job_id = begin(administrator, kind="reindex")
    real, calls = search_jobs.index_rows, []

    def killed_at_the_third(*words):
        calls.append(words)
        if len(calls) == 3:
            raise Killed
        real(*words)

    with monkeypatch.context() as broken:
        broken.setattr(search_jobs, "index_rows", killed_at_the_third)
        with pytest.raises(Killed):
            run_next()
    before = row_of(job_id).cursor
    assert before
    clock_at(AFTER_THE_LEASE)
    assert run_next()
    assert "6 entries" in row_of(job_id).said
    assert index_faults() == []


def test_calendar_entries_are_rendered_anew_some_at_a_time(administrator, monkeypatch):
    monkeypatch.setattr(calendar_jobs, "EVENTS", 2)
    for _ in range(5):
        make_event()
    db.session.commit()
    db.session.execute(text("UPDATE calendar_entry SET digest = 'old'"))
    db.session.commit()
    assert entry_faults()
    job_id = begin(administrator, kind="calendar")
    with rows_of_each_transaction("calendar_entry") as counts:
        assert run_next()
    assert row_of(job_id).state is JobState.DONE
    assert "differed: 5" in row_of(job_id).said
    assert entry_faults() == []
    assert max(counts) <= 2


def test_commands_write_in_small_transactions_too(app, monkeypatch):
    """Whoever saves while a command works waits for one step, not for all of it."""
    monkeypatch.setattr(search_jobs, "ROWS", 3)
    monkeypatch.setattr(calendar_jobs, "EVENTS", 2)
    for _ in range(5):
        make_event()
    spoil_index()
    db.session.execute(text("UPDATE calendar_entry SET digest = 'old'"))
    db.session.commit()
    run = app.test_cli_runner(catch_exceptions=False).invoke
    with rows_of_each_transaction("calendar_entry") as counts:
        assert "written: 5" in run(args=["calendar", "rebuild"]).output
    assert sorted(filter(None, counts)) == [1, 2, 2]
    with rows_of_each_transaction("search_index") as counts:
        assert "holds 5 entries" in run(reindex).output
    assert max(counts) <= 2 * 3  # each row is forgotten and kept
    assert index_faults() + entry_faults() == []


def test_bringing_a_database_up_to_date_is_done_in_steps(monkeypatch):
    monkeypatch.setattr(search_jobs, "ROWS", 3)
    monkeypatch.setattr(calendar_jobs, "EVENTS", 2)
    for _ in range(5):
        make_event()
    spoil_index()
    db.session.execute(text("UPDATE calendar_entry SET digest = 'old'"))
    db.session.commit()
    entries = rows_of_each_transaction("calendar_entry")
    with entries as entries, rows_of_each_transaction("search_index") as words:
        bring_derived_up_to_date()
    assert (max(entries), max(words) <= 2 * 3) == (2, True)
    assert index_faults() + entry_faults() == []


def test_entries_under_another_setting_are_stamped_in_steps(app, monkeypatch):
    monkeypatch.setattr(calendar_jobs, "EVENTS", 2)
    for _ in range(5):
        make_event(marking=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    monkeypatch.setitem(app.config, "RAPPORT_CALENDAR_SENSITIVE", "all")
    with rows_of_each_transaction("calendar_entry") as counts:
        keep_calendars_told()
    written = list(filter(None, counts))
    assert len(written) == 3
    assert max(written) <= 2 * len(Audience)
    assert entry_faults() == []


def test_events_are_counted_anew_some_at_a_time(administrator, monkeypatch):
    monkeypatch.setattr(rollup_jobs, "EVENTS", 2)
    monkeypatch.setattr(rollup_jobs, "CELLS", 5)
    for _ in range(5):
        make_event(objectives=[make_objective()])
    db.session.commit()
    db.session.execute(text("UPDATE rollup_part SET counted = '' WHERE event_id % 2 = 0"))
    db.session.execute(text("UPDATE rollup_cell SET public = public + 7"))
    db.session.commit()
    assert rollup_faults()
    job_id = begin(administrator, kind="rollup")
    with rows_of_each_transaction("rollup_part") as counts:
        assert run_next()
    job = row_of(job_id)
    assert (job.state, job.percent) == (JobState.DONE, 100), job.said
    assert rollup_faults() == []
    assert max(counts) <= 2
    begin(administrator, kind="rollup")
    with somebody_writes_between_steps(monkeypatch, rollup_jobs) as written:
        assert run_next()
    assert len(written) >= 3


def test_rebuilding_works_on_postgresql(postgres_office, monkeypatch):
    monkeypatch.setattr(search_jobs, "ROWS", 2)
    spoil_index()
    db.session.execute(text("UPDATE calendar_entry SET digest = 'old'"))
    db.session.commit()
    administrator = make_user([Role.ADMINISTRATOR])
    db.session.execute(text("UPDATE rollup_cell SET public = public + 7"))
    db.session.execute(text("UPDATE rollup_part SET counted = ''"))
    db.session.commit()
    for kind in ("reindex", "calendar", "rollup"):
        job_id = begin(administrator, kind=kind)
        assert run_next()
        assert row_of(job_id).state is JobState.DONE, row_of(job_id).said
    assert index_faults() + entry_faults() + rollup_faults() == []


def cells(octets):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(octets)).worksheets[0]]


def test_the_history_is_prepared_as_the_page_would_hand_it_out(client_as, monkeypatch):
    monkeypatch.setattr(history_file, "AT_ONCE", 3)
    client = client_as("administrator", user=make_user(list(Role)))
    make_event(objectives=[make_objective()])
    db.session.commit()
    now_handed_out = client.get("/history.xlsx?verb=added")
    answer = client.post("/jobs/history?verb=added", {})
    assert answer.status == 303, answer.text[:500]
    assert run_next()
    page = client.get(answer.location)
    assert "history.xlsx" in page.text
    prepared = client.get(f"{answer.location}/file")
    assert prepared.status == 200
    assert cells(prepared.body) == cells(now_handed_out.body)
    told = client.get("/history/?verb=exported").text
    assert told.count("history?verb=added") == 2


def test_a_long_history_offers_to_prepare_the_file(client_as):
    client = client_as("administrator")
    assert "/jobs/history" not in client.get("/history/").html
    for _ in range(60):
        make_programme()
    db.session.commit()
    page = client.get("/history/?kind=programme")
    assert 'action="/jobs/history?kind=programme"' in page.html
