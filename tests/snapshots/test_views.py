"""Closing a period keeps its reports for ever, for whom they may be shown, and tells what moved."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import delete, select, text, update

from planner.choices import EventState, Marking, Role
from planner.commands import row_faults
from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.reports.report_files import FILED
from planner.snapshots.differences import differences
from planner.snapshots.for_ever import SnapshotIsForEver
from planner.snapshots.models import ClosedPeriod, Snapshot, SnapshotFile
from planner.viewers import EVERYTHING, acting_as
from planner.web import tables as files
from tests.factories import make_event, make_user
from tests.reports.small_office import make_small_office

NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 9, tzinfo=UTC)
CLOSE = "/closed-periods/close?period=2025"
FEW = ("coverage", "gaps", "figures")


@pytest.fixture
def office(clock_at):
    """Return an office of 2025, looked at in February 2026."""
    clock_at(NOW)
    objective = make_small_office()
    for code, marking, title in (
        ("FR", Marking.OFFICIAL, "Port call in Brest"),
        ("ID", Marking.OFFICIAL_SENSITIVE, "Quiet talks"),
    ):
        held = {"state": EventState.CLOSED, "marking": marking, "title": title}
        make_event([code], [objective], date(2025, 10, 6), 1, **held)
    db.session.commit()
    return objective


@pytest.fixture
def few(monkeypatch):
    """Keep a few reports only: a test of one of them need not wait for the others."""
    for name in set(FILED) - set(FEW):
        monkeypatch.delitem(FILED, name)


@pytest.fixture
def closed(office, few, client_as):
    """Return the year 2025, closed by an approver, with a few of its reports."""
    assert client_as("approver").post(CLOSE).status == 303
    db.session.expire_all()
    return the_period()


def the_period():
    return db.session.scalars(select(ClosedPeriod)).one()


def brest():
    """Return the event that tests change after the closing."""
    db.session.info["viewer"] = EVERYTHING
    return db.session.scalars(select(Event).where(Event.title == "Port call in Brest")).one()


def address(closed, report="", suffix=""):
    """Return the address of a closed period, of a report in it, or of a file of that."""
    return f"/closed-periods/{closed.id}" + (f"/{report}" if report else "") + suffix


def octets_of(client, closed, report="coverage", suffix="csv"):
    answer = client.get(address(closed, report, f".{suffix}"))
    assert answer.status == 200
    return answer.body


def test_an_approver_is_told_what_is_kept_and_closes_a_period_once(office, client_as, clock_at):
    approver = client_as("approver")
    assert "No period is closed yet." in approver.get("/closed-periods/").text
    asked = approver.get(CLOSE).text
    assert all(str(one.title) in asked for one in FILED.values())
    assert "CSV, XLSX" in asked
    assert approver.post(CLOSE).status == 303
    assert "is closed already" in approver.post(CLOSE).text
    assert "2025" in approver.get("/closed-periods/").text
    closed, kept = the_period(), db.session.scalars(select(Snapshot)).all()
    assert {(one.report, one.ceiling) for one in kept} == {
        (name, marking) for name in FILED for marking in Marking
    }
    assert {file.form for one in kept for file in one.files} == set(files.PRESENTERS)
    assert (closed.first_on, closed.last_on) == (date(2025, 1, 1), date(2025, 12, 31))
    clock_at(datetime(2027, 6, 1, 9, tzinfo=UTC))
    for report in ("", *FILED):
        page = client_as("viewer").get(address(closed, report))
        assert "Unchanged since closing" in page.text, f"{report}: only time has passed"
        assert "http://" not in page.text, "addresses stand in the files"


def test_what_has_not_ended_or_is_no_period_is_not_closed(office, client_as):
    approver = client_as("approver")
    for query, words in (
        ("period=2026", "has not ended yet"),
        ("period=2026-02", "has not ended yet"),
        ("from=2026-01-01&to=2026-02-10", "has not ended yet"),
        ("period=2025-13", "no period"),
        ("period=2025-H3", "no period"),
        ("from=2026-01-01", "first and the last day"),
        ("period=free", "first and the last day"),
    ):
        page = approver.post(f"/closed-periods/close?{query}")
        assert page.status == 422, query
        assert words in page.text, query
    assert db.session.scalars(select(ClosedPeriod)).all() == []


def test_months_quarters_halves_and_chosen_days_are_closed(office, monkeypatch, client_as):
    for name in set(FILED):
        monkeypatch.delitem(FILED, name)
    approver = client_as("approver")
    for query, first, last in (
        ("period=2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("period=2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("period=2026-01", date(2026, 1, 1), date(2026, 1, 31)),
        ("from=2025-12-30&to=2026-02-09", date(2025, 12, 30), date(2026, 2, 9)),
    ):
        assert approver.post(f"/closed-periods/close?{query}").status == 303, query
        latest = select(ClosedPeriod).order_by(ClosedPeriod.id.desc()).limit(1)
        found = db.session.scalars(latest).one()
        assert (found.first_on, found.last_on) == (first, last)


def test_nobody_but_an_approver_closes_or_reopens(office, client_as, monkeypatch):
    for name in set(FILED):
        monkeypatch.delitem(FILED, name)
    assert client_as("approver").post(CLOSE).status == 303
    closed = the_period()
    for role in ("viewer", "planner", "country_desk", "administrator"):
        client = client_as(role)
        for url in ("/closed-periods/close?period=2025-Q1", f"{address(closed)}/reopen"):
            assert client.get(url).status == 403
            assert client.post(url, {"reason": "Wrong"}).status == 403
    db.session.expire_all()
    assert the_period().reopened_at is None


def test_kept_files_are_those_of_the_day_and_stay_octet_by_octet(
    office, few, client_as, clock_at, monkeypatch
):
    client = client_as("approver")
    before = {
        (name, form): client.get(f"/reports/{name}.{form}?period=2025").body
        for name in FEW
        for form in files.PRESENTERS
    }
    client.post(CLOSE)
    closed = the_period()
    assert {key: octets_of(client, closed, *key) for key in before} == before
    clock_at(LATER)
    event = brest()
    event.title, event.state = "Another name", EventState.CANCELLED
    db.session.commit()
    monkeypatch.setitem(files.PRESENTERS, "csv", (lambda _table: b"otherwise", "text/csv"))
    client = client_as("viewer")
    assert {key: octets_of(client, closed, *key) for key in before} == before
    db.session.info["viewer"] = EVERYTHING
    told = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "exported")).all()
    assert f"closed_period={closed.id}" in told[-1].subject_label
    file = db.session.scalars(select(SnapshotFile).limit(1)).one()
    assert file.sha256 == sha256(file.octets).hexdigest()


def test_what_was_kept_takes_no_change_and_check_finds_one_past_the_product(closed):
    db.session.info["viewer"] = EVERYTHING
    kept = db.session.scalars(select(Snapshot).limit(1)).one()
    kept.title = "Otherwise"
    with pytest.raises(SnapshotIsForEver):
        db.session.flush()
    db.session.rollback()
    for statement in (update(SnapshotFile).values(name="x"), delete(Snapshot)):
        with pytest.raises(SnapshotIsForEver):
            db.session.execute(statement)
    db.session.delete(db.session.scalars(select(SnapshotFile).limit(1)).one())
    with pytest.raises(SnapshotIsForEver):
        db.session.flush()
    db.session.rollback()
    assert row_faults(with_figures=False) == []
    db.session.execute(text("UPDATE snapshot_file SET octets = 'x' WHERE id = 1"))
    [fault] = row_faults(with_figures=False)
    assert "is not as it was kept" in fault


def test_later_changes_show_with_who_and_what_beside_then_and_now(closed, client_as, clock_at):
    clock_at(LATER)
    weber = make_user([Role.COUNTRY_DESK], name="Lt Weber")
    event = brest()
    with acting_as(db.session, weber.as_viewer):
        for name in ("starts_on", "ends_on", "actual_starts_on", "actual_ends_on"):
            setattr(event, name, date(2026, 1, 7))
        db.session.commit()
    page = client_as("viewer").get(address(closed))
    for words in ("Changed since closing", "Lt Weber", "Actual last day", "Port call in Brest"):
        assert words in page.text
    assert "not there any more" in client_as("viewer").get(address(closed, "gaps")).text
    quiet = client_as("viewer", ceiling=Marking.PUBLIC).get(address(closed))
    assert "Unchanged since closing" in quiet.text
    assert "Lt Weber" not in quiet.text


def test_each_reader_opens_what_their_access_covers(closed, client_as, clock_at):
    reader = client_as("viewer", ceiling=Marking.OFFICIAL)
    whole = octets_of(client_as("viewer"), closed, "gaps").decode()
    lower = octets_of(reader, closed, "gaps").decode()
    assert "Quiet talks" in whole
    assert "Quiet talks" not in lower
    assert "Port call in Brest" in lower
    for client in (client_as("approver", nations=["FR"]), client_as("administrator")):
        assert client.get(address(closed, "gaps")).status == 404
        assert client.get(address(closed, "gaps", ".csv")).status == 404
    page = client_as("viewer", nations=["FR"]).get(address(closed))
    assert "What was kept counts more than your account may see" in page.text
    assert client_as("administrator").get(address(closed)).status == 404

    clock_at(LATER)
    brest().marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    reader = client_as("viewer", ceiling=Marking.OFFICIAL)
    assert "Port call in Brest" not in octets_of(reader, closed, "gaps").decode()
    assert "Port call in Brest" not in reader.get(address(closed, "gaps")).text
    assert octets_of(client_as("viewer"), closed, "gaps").decode() == whole
    fresh = make_event(["FR"], [], date(2025, 5, 1), 1, marking=Marking.PUBLIC, title="New one")
    db.session.commit()
    fresh.marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    assert reader.get(address(closed, "gaps")).status == 200, "it was in no file"


def test_a_reopened_period_keeps_its_snapshot_and_is_closed_anew(closed, client_as, clock_at):
    clock_at(LATER)
    approver, url = client_as("approver"), f"{address(closed)}/reopen"
    before = octets_of(approver, closed)
    assert approver.post(url, {"reason": " "}).status == 422
    assert approver.post(url, {"reason": "A report came late"}).status == 303
    assert "A report came late" in approver.get(address(closed)).text
    assert "been reopened already" in approver.post(url, {"reason": "x"}).text
    assert approver.post(CLOSE).status == 303
    assert len(db.session.scalars(select(ClosedPeriod)).all()) == 2
    assert octets_of(approver, closed) == before
    db.session.info["viewer"] = EVERYTHING
    told = select(HistoryEntry.verb).where(HistoryEntry.subject_kind == "closed_period")
    assert list(db.session.scalars(told)) == ["added", "changed", "added"]


def test_another_host_of_the_office_moves_no_figure():
    columns = [{"label": name, "kind": "text"} for name in ("Objective", "Held", "Address")]

    def kept(host, held):
        rows = [["O1", held, f"https://{host}/objectives/1"]]
        table = {"title": "Coverage", "columns": columns, "rows": rows, "words": rows, "notes": []}
        return {"tables": [table]}

    assert differences(kept("old.example", "3"), kept("new.example", "3")) == []
    [moved] = differences(kept("old.example", "3"), kept("new.example", "4"))
    assert (moved.row, moved.column, moved.then, moved.now) == ("O1", "Held", "3", "4")
