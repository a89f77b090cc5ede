"""Each column of a file holds its own value: no two columns of a row say the same here."""

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from planner.choices import DatePrecision, EventState, LessonState, Marking, Modality
from planner.db import db
from planner.events.models import Place
from planner.outcomes.models import Lesson
from planner.partners.models import Nation
from tests.factories import (
    NOW,
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
)


def row_of(client, address):
    """Return the one row of a file by its headings; its address and empty cells are left out."""
    lines = list(csv.reader(io.StringIO(client.get(address).body.decode("utf-8-sig"))))
    head, row, after = lines[0], lines[1], lines[2]
    assert after == [], "one row was asked for"
    found = dict(zip(head, row, strict=True))
    found.pop("Address", None)
    return {name: value for name, value in found.items() if value and "(shown)" not in name}


def full_event():
    """Return an event in which every column has something else to say."""
    make_nation("ID")
    event = make_event(
        ["FR", "ID"], [make_objective(code="T7")], date(2030, 2, 4), 2,
        title="Talks", kind="joint_exercise", state=EventState.CLOSED,
        actual_starts_on=date(2030, 2, 6), actual_ends_on=date(2030, 2, 7),
        baseline_starts_on=date(2030, 1, 8), baseline_ends_on=date(2030, 1, 9),
        start_time=time(9, 30), end_time=time(17, 45), zone="Asia/Jakarta",
        host_code="ID", modality=Modality.HYBRID, edition="Edition 11",
        programme=make_programme(name="Series 12"), owner=make_user(name="Owner 13"),
        participants_planned=0, participants_actual=15,
        planned_cost=Decimal("16.50"), actual_cost=Decimal("0"), currency="EUR",
        marking=Marking.OFFICIAL, releasable_to=["ID"], summary="Summary 18",
        details={"meeting_link": "https://meet.example/19"},
    )  # fmt: skip
    event.places = [Place(town="Jakarta", nation_code="ID", phase="Opening")]
    db.session.commit()
    return event


EVENT = {
    "Event": "Talks", "Kind": "Joint exercise", "State": "Closed",
    "First day": "2030-02-06", "Last day": "2030-02-07", "Dates known to": "Exact days",
    "Starts at (local)": "09:30", "Ends at (local)": "17:45", "Time zone": "Asia/Jakarta",
    "Starts at (UTC)": "2030-02-06T02:30:00Z", "Ends at (UTC)": "2030-02-07T10:45:00Z",
    "First approved start": "2030-01-08", "First approved end": "2030-01-09",
    "Host": "Indonesia", "Nations": "France, Indonesia",
    "Places": "Jakarta, Indonesia (Opening)", "How they meet": "Hybrid",
    "Meeting link": "https://meet.example/19", "Objectives": "T7", "Programme": "Series 12",
    "Edition": "Edition 11", "Owner": "Owner 13",
    "Participants planned": "0", "Participants actual": "15",
    "Planned cost": "16.50", "Actual cost": "0.00", "Currency": "EUR",
    "Marking": "OFFICIAL", "Releasable to": "Indonesia", "Summary": "Summary 18",
}  # fmt: skip


def test_a_file_of_events_has_each_value_under_its_own_heading(client_as):
    event = full_event()
    found = row_of(client_as("planner"), "/events.csv")
    assert found == EVENT | {"Number": str(event.id)}


def test_days_that_nobody_knows_are_no_days_in_files(client_as):
    make_event(
        title="Vague", starts_on=date(2030, 2, 1), days=28, date_precision=DatePrecision.MONTH
    )
    found = row_of(client_as("planner"), "/events.csv")
    assert (found["First day"], found["Last day"]) == ("2030-02", "2030-02")
    assert found["Dates known to"] == "Month only"
    empty = {"Participants planned", "Planned cost", "Actual cost", "Starts at (UTC)", "Owner"}
    assert not empty & found.keys()


def test_files_of_what_came_of_events_have_each_value_under_its_own_heading(client_as, clock_at):
    clock_at(datetime(2030, 4, 11, 12, tzinfo=UTC))
    event = make_event(title="Event 1", state=EventState.CLOSED)
    objective = make_objective(code="T2", name="Trust 3")
    make_outcome(
        objective, [event], title="Outcome 4", strength=0, seen_on=date(2030, 2, 20),
        verified_by=make_user(name="Verifier 5"), verified_at=NOW,
    )  # fmt: skip
    make_follow_up(
        event, make_user(name="Owner 6"), what="Maps 7", due_on=date(2030, 4, 1), note="Note 8",
        promised_organisation=make_organisation(name="Unit 9"), promised_nation=make_nation("ID"),
    )  # fmt: skip
    add(
        Lesson(
            event=event, what="Observed 10", recommendation="Advice 11",
            state=LessonState.VALIDATED, owner=make_user(name="Owner 12"),
            identified_on=date(2030, 2, 21), closed_on=date(2030, 3, 22),
        )
    )  # fmt: skip
    db.session.commit()
    client = client_as("planner")
    outcome = row_of(client, "/outcomes.csv")
    outcome.pop("Type")
    assert outcome == {
        "What changed": "Outcome 4", "Objective": "T2 Trust 3", "Helps or harms": "Positive",
        "Strength": "0", "Seen": "2030-02-20", "Verified by": "Verifier 5", "Events": "Event 1",
        "Marking": "PUBLIC",
    }  # fmt: skip
    assert row_of(client, "/follow-ups.csv?tab=all") == {
        "What is owed": "Maps 7", "Owner": "Owner 6", "Due": "2030-04-01", "State": "Open",
        "Days late": "10", "Promised to": "Unit 9, Indonesia", "Event": "Event 1",
        "Note": "Note 8", "Marking": "PUBLIC",
    }  # fmt: skip
    assert row_of(client, "/lessons.csv") == {
        "What was observed": "Observed 10", "What should be done": "Advice 11",
        "State": "Validated", "Owner": "Owner 12", "Observed": "2030-02-21",
        "Learned": "2030-03-22", "Event": "Event 1", "Applied": "0",
    }  # fmt: skip


@pytest.mark.parametrize(("due", "late"), [(10, "1"), (11, None), (12, None)])
def test_a_follow_up_is_late_on_the_day_after_it_was_due(client_as, clock_at, due, late):
    clock_at(datetime(2030, 4, 11, 12, tzinfo=UTC))
    client = client_as("planner")
    make_follow_up(what="Maps", due_on=date(2030, 4, due), owner=client.user)
    db.session.commit()
    assert row_of(client, "/follow-ups.csv?tab=all").get("Days late") == late
    assert ("Maps" in client.get("/follow-ups/?tab=overdue").text) is (late is not None)
    assert ("Overdue" in client.get("/follow-ups/?tab=mine").html.split("<table")[-1]) is bool(late)


def test_the_file_of_people_has_each_value_under_its_own_heading(client_as):
    make_person(
        "ID", name="Ann Lee", rank="Colonel", armed_service="Army", post="Attaché",
        organisation=make_organisation("FR", name="Unit 3"), email="ann@example.org",
        phone="123", name_native="An Li",
    )  # fmt: skip
    db.session.commit()
    form = {"reason": "For the dinner of May", "suffix": "csv"}
    answer = client_as("country_desk").post("/people/export", form)
    lines = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    found = dict(zip(lines[0], lines[1], strict=True))
    known = {"Name": "Ann Lee", "Rank": "Colonel", "Nation": "Indonesia"}
    known |= {"Organisation": "Unit 3", "Post": "Attaché"}
    assert {name: found[name] for name in known} == known
    assert not {"ann@example.org", "123"} & set(found.values())


def test_the_file_of_nations_has_each_value_under_its_own_heading(client_as, clock_at):
    clock_at(NOW)
    db.session.execute(Nation.__table__.delete())
    make_nation("ID", is_partner=True, tier="B", desk="Desk 4")
    make_event(["ID"], [], date(2030, 2, 4), 2, state=EventState.CLOSED)
    db.session.commit()
    found = row_of(client_as("planner"), "/nations.csv")
    assert found == {
        "Nation": "Indonesia", "Code": "ID", "Tier": "B", "Desk": "Desk 4",
        "Last contact": "2030-02-05",
    }  # fmt: skip
