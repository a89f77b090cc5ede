"""A report as of a past day is the file that was saved that day, whatever was changed since."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.events.models import Event
from planner.events.visibility import in_scope
from planner.history.actions import record, without_history
from planner.kinds.models import EventKind
from planner.objectives.models import Indicator, Objective
from planner.office.models import Office
from planner.outcomes.models import FollowUp, Outcome
from planner.viewers import EVERYTHING
from tests.factories import (
    make_event,
    make_follow_up,
    make_indicator,
    make_nation,
    make_outcome,
    make_requirement,
    make_user,
    make_values,
)
from tests.reports.small_office import make_small_office
from tests.rollup.acting import ActingWalk
from tests.rollup.walk import Walk

SAVED = datetime(2030, 3, 12, 9, tzinfo=UTC)
LATER = SAVED + timedelta(days=8)
DAY = "as-of=2030-03-12"
OF_2025 = "period=2025"
REPORTS = ("coverage", "gaps", "scorecard", "overview")
SAYS_SO = ("As known at the end", "Told from the history", "Rows were loaded at once")


def file_of(client, report, query="", form="csv"):
    """Return the octets of a report's file."""
    answer = client.get(f"/reports/{report}.{form}?{query}")
    assert answer.status == 200, answer.text
    return answer.body


def lines_of(octets):
    """Return the lines of a file but those that say as of which day it is told."""
    if octets[:2] == b"PK":
        sheets = load_workbook(BytesIO(octets))
        lines = [str(row) for sheet in sheets for row in sheet.values]
    else:
        lines = octets.decode().splitlines()
    return [line for line in lines if not any(one in line for one in SAYS_SO)]


def saved_by(client, query="", forms=("csv",)):
    """Return every file as somebody saves it now, by report and form."""
    return {(name, form): file_of(client, name, query, form) for name in REPORTS for form in forms}


def compare(client, saved, query, day=DAY):
    """Fail where a report as of the day is not the file that was saved that day."""
    for (report, form), octets in saved.items():
        then = file_of(client, report, f"{query}&{day}", form)
        assert lines_of(then) == lines_of(octets), (report, day, query)


@pytest.fixture
def office(clock_at):
    """Return the objective of a small office with an indicator, as it is on the day of saving."""
    clock_at(SAVED - timedelta(days=2))
    objective = make_small_office()
    make_values(make_indicator(objective), [(date(2025, 3, 1), 1)])
    db.session.commit()
    clock_at(SAVED)
    return objective


def one(kind, *where):
    """Return the first row of a class."""
    db.session.info["viewer"] = EVERYTHING
    return db.session.scalars(select(kind).where(*where).order_by(kind.id)).first()


def change_everything(objective_id):
    """Edit, remove, discard, link anew, move, add and mark, as later days bring it."""
    objective = db.session.get(Objective, objective_id)
    executed = Event.state == EventState.CLOSED
    held = one(Event, executed, Event.actual_ends_on >= date(2025, 1, 1))
    held.links.pop()
    held.title, held.participants_actual = "Renamed", 400
    held.actual_ends_on += timedelta(days=40)
    planned = one(Event, Event.state == EventState.PLANNED)
    planned.state, planned.baseline_starts_on = EventState.APPROVED, planned.starts_on
    one(Event, Event.state == EventState.EXECUTED).discarded_at = LATER
    merged = one(Event, Event.state == EventState.CANCELLED)
    merged.replaced_by_id = held.id
    outcome = one(Outcome, Outcome.verified_by_id.is_not(None))
    outcome.strength, outcome.events = 0, [planned]
    db.session.delete(one(Outcome, Outcome.verified_by_id.is_(None)))
    make_outcome(objective, [held], seen_on=date(2025, 7, 1))
    make_requirement(objective, "NZ", 2025, 7)
    owed = one(FollowUp, FollowUp.state == "open")
    owed.state, owed.closed_on = "done", date(2025, 6, 1)
    indicator = one(Indicator)
    indicator.baseline = 3
    make_values(indicator, [(date(2025, 2, 1), 99)])
    objective.name, objective.line.name = "Another name", "Another line"
    make_nation("ID").tier = None
    nation = make_nation("NZ")
    nation.is_partner, nation.name, nation.is_name_edited = False, "Aotearoa", True
    settings = one(Office)
    settings.report_days, settings.outcome_days, settings.contact_days_a = 5, 9, 2000
    kind = db.session.get(EventKind, held.kind)
    kind.name, kind.is_name_edited = "Manoeuvre", True
    make_event(["ID"], [objective], date(2025, 10, 1), 2, state=EventState.CLOSED)
    db.session.commit()


def test_files_of_a_past_day_are_those_saved_that_day(office, client_as, clock_at):
    key, somebody = office.id, make_user(roles=[Role.PLANNER])
    db.session.commit()
    saved = saved_by(client_as("planner", user=somebody), OF_2025, ("csv", "xlsx"))
    clock_at(LATER)
    change_everything(key)
    reader = client_as("planner", user=somebody)
    now = saved_by(reader, OF_2025)
    assert all(lines_of(now[name, "csv"]) != lines_of(saved[name, "csv"]) for name in REPORTS)
    compare(reader, saved, OF_2025)


@pytest.mark.parametrize(("seed", "made"), [(0, Walk), (1, Walk), (2, ActingWalk)])
def test_random_changes_leave_what_was_saved_that_day(seed, made, client_as, clock_at):
    clock_at(SAVED - timedelta(days=5))
    walk, dice = made(seed), Random(seed)
    somebody = make_user(roles=[Role.PLANNER])
    db.session.commit()
    queries = ("period=2030", "period=2030&nation=FR", "period=2030-Q1&rows=line&across=kind")
    saved = {}
    for number in range(4):
        now = SAVED + timedelta(days=number)
        clock_at(now)
        for _change in range(25):
            walk.step()
        db.session.commit()
        query = dice.choice(queries)
        saved[f"as-of={now:%Y-%m-%d}"] = query, saved_by(client_as("planner", user=somebody), query)
    clock_at(SAVED + timedelta(days=9))
    for day, (query, files) in saved.items():
        compare(client_as("planner", user=somebody), files, query, day)
    nothing_hidden_today_is_told(client_as, saved)


def nothing_hidden_today_is_told(client_as, days):
    """Fail where somebody of one nation reads of an event that is hidden from them today."""
    limited = make_user(roles=[Role.PLANNER], nations=["FR"], ceiling=Marking.OFFICIAL)
    db.session.commit()
    seen = in_scope(limited.as_viewer, Event)
    hidden = set(db.session.scalars(select(Event.title))) - set(
        db.session.scalars(select(Event.title).where(seen))
    )
    told = "".join(
        file_of(client_as("planner", user=limited), "gaps", f"period=2030&{day}").decode()
        for day in days
    )
    assert [title for title in hidden if re.search(rf",{re.escape(title)},", told)] == []
    assert ",Event " in told


def test_a_page_of_a_past_day_says_so_and_opens_nothing_of_today(office, client_as, clock_at):
    clock_at(LATER)
    change_everything(office.id)
    reader = client_as("planner")
    for report in REPORTS:
        page = reader.get(f"/reports/{report}?{OF_2025}&{DAY}&nation=FR")
        assert page.status == 200
        assert "As known at the end of 12 Mar 2030" in page.text
        assert f"/reports/{report}?period=2025&amp;nation=FR" in page.html, "back to today"
        assert f"/reports/{report}.csv?{OF_2025}&amp;{DAY}&amp;nation=FR" in page.html
        assert "Another name" not in page.text
        for address in ("/events/?", "/events/new", "/objectives/", "/reports/rows"):
            assert f'href="{address}' not in page.html.partition("flash-info")[2], (report, address)
        assert "As known at the end" not in reader.get(f"/reports/{report}?{OF_2025}").text


def test_what_waits_in_the_menu_is_of_today(office, client_as, clock_at):
    owner = make_user(roles=[Role.PLANNER])
    db.session.commit()
    clock_at(LATER)
    for number in range(3):
        make_follow_up(one(Event), owner, due_on=date(2030, 3, 1), what=f"Promise {number}")
    db.session.commit()
    reader = client_as("planner", user=owner)
    counted = [reader.get(f"/reports/gaps?{query}").html for query in (OF_2025, f"{OF_2025}&{DAY}")]
    menus = [re.findall(r"Follow-ups <span class=\"n\">(\d+)", html) for html in counted]
    assert menus[0] == menus[1] != []


def test_a_day_of_which_nothing_can_be_told_is_refused_in_a_sentence(office, client_as, clock_at):
    clock_at(LATER)
    reader = client_as("viewer")
    for day, words in (
        ("2030-03-21", "is still to come"),
        ("1999-01-01", "Nothing was known here before"),
        ("soon", "There is no day “soon”"),
        ("2030-02-31", "There is no day"),
    ):
        for address in ("coverage", "gaps", "scorecard", "coverage.csv", "scorecard.xlsx"):
            page = reader.get(f"/reports/{address}?{OF_2025}&as-of={day}")
            assert page.status == 422, (address, day)
            assert words in page.text, (address, day)
            assert OF_2025.partition("=")[2] in page.html, "other choices are kept"
    today = reader.get(f"/reports/coverage?{OF_2025}&as-of=2030-03-20")
    assert today.status == 200
    assert "As known" not in today.text


def test_a_day_before_values_were_kept_is_refused(office, client_as, clock_at):
    db.session.execute(text("UPDATE history_entry SET before = NULL WHERE verb = 'added'"))
    db.session.commit()
    clock_at(LATER)
    page = client_as("viewer").get(f"/reports/gaps?{OF_2025}&as-of=2030-03-09")
    assert "is kept since 10 Mar 2030" in page.text
    assert client_as("viewer").get(f"/reports/gaps?{OF_2025}&{DAY}").status == 200


def raised(event):
    event.marking = Marking.OFFICIAL_SENSITIVE


def withdrawn(event):
    event.partners = [part for part in event.partners if part.nation_code != "NZ"]


@pytest.mark.parametrize("change", [raised, withdrawn])
def test_what_is_hidden_today_is_left_out_of_the_past(change, office, client_as, clock_at):
    quiet = make_event(["NZ", "ID"], [], date(2025, 8, 8), 1, state=EventState.EXECUTED, title="Q")
    quiet.title = "Quiet talks"
    key = quiet.id
    db.session.commit()
    limits = {"ceiling": Marking.OFFICIAL, "nations": ["NZ"]}
    somebody = make_user(roles=[Role.PLANNER], **limits)
    db.session.commit()
    query = f"/reports/gaps.csv?{OF_2025}"
    assert "Quiet talks" in client_as("planner", user=somebody).get(query).text
    clock_at(LATER)
    change(db.session.get(Event, key))
    db.session.commit()
    then = client_as("planner", user=somebody).get(f"{query}&{DAY}").text
    assert "Quiet talks" not in then
    assert "what is hidden from you by now is left out" in then
    page = client_as("planner").get(f"{query}&{DAY}").text
    assert "Quiet talks" in page, "who sees all sees it, under the higher marking"
    assert ("OFFICIAL-SENSITIVE" in page) == (change is raised)


def test_who_may_not_see_reports_sees_none_of_the_past(office, client_as, clock_at):
    clock_at(LATER)
    address = f"/reports/gaps?{OF_2025}&{DAY}"
    assert client_as(None).get(address).status == 303
    page = client_as("administrator").get(address)
    assert "Renamed" not in page.text
    assert "Event" not in page.text.partition("As known")[2].partition("Filter")[0]


def test_what_is_loaded_at_once_is_known_from_when_it_was_written(office, client_as, clock_at):
    clock_at(LATER)
    with without_history(db.session):
        make_event(
            ["FR"],
            [],
            date(2025, 9, 9),
            1,
            title="Old",
            state=EventState.EXECUTED,
            created_at=SAVED,
        )
        late = {"title": "Young", "state": EventState.EXECUTED, "created_at": LATER}
        make_event(["FR"], [], date(2025, 9, 9), 1, **late)
    record("imported", "event", label="Events of old")
    db.session.commit()
    page = client_as("planner").get(f"/reports/gaps.csv?{OF_2025}&{DAY}").text
    assert "Old" in page
    assert "Young" not in page
    assert "Rows were loaded at once on 20 Mar 2030" in page
