"""Pages of outcomes and the report, as their readers see them."""

import pytest

from planner.choices import AttendanceState, EventState, Role
from planner.outcomes.promise_queries import follow_ups_of
from planner.outcomes.queries import outcomes_of
from planner.outcomes.report_queries import lessons_of, report_of
from tests.factories import NOW, make_attendance, make_event, make_objective, make_user

REPORT = {"version": "0", "base": "{}", "happened": "It rained", "planned": "Sun"}


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def executed(**fields):
    return make_event(state=EventState.EXECUTED, **fields)


def test_an_outcome_is_recorded_against_an_objective(client_as):
    event, objective = executed(), make_objective()
    planner = client_as("planner")

    page = planner.get(f"/outcomes/new?event={event.id}")
    assert page.status == 200
    answer = planner.post(
        f"/outcomes/new?event={event.id}",
        {
            "title": "A drill was agreed",
            "objective_id": objective.id,
            "kind": "agreement_reached",
            "sign": "positive",
            "strength": "3",
            "seen_on": "2030-02-10",
            "evidence_url": "https://example.org/minutes",
            "event_ids": [event.id],
        },
    )

    assert "A drill was agreed" in planner.follow(answer).text, answer.text
    assert outcomes_of(event)[0].author_id == planner.user_id


def test_a_link_that_runs_script_is_refused(client_as):
    event, objective = executed(), make_objective()

    page = client_as("planner").post(
        "/outcomes/new",
        {
            "title": "X",
            "objective_id": objective.id,
            "kind": "agreement_reached",
            "sign": "positive",
            "strength": "1",
            "seen_on": "2030-02-10",
            "evidence_url": "javascript:alert(1)",
            "event_ids": [event.id],
        },
    )

    assert page.status == 422
    assert "starts with https://" in page.text


def test_closing_an_event_takes_one_page(client_as):
    planner = client_as("planner")
    objective = make_objective()
    event = executed(partners=["FR", "AU"], objectives=[objective], owner=planner.user)
    came = make_attendance(event=event, state=AttendanceState.CONFIRMED)
    stayed = make_attendance(event=event, state=AttendanceState.CONFIRMED)
    url = f"/events/{event.id}/report"

    assert planner.get(url).status == 200
    answer = planner.post(
        url,
        REPORT
        | {
            "attended": [came.id],
            "headcounts-0-nation_code": "FR",
            "headcounts-0-headcount_actual": "12",
            "outcomes-0-title": "Radio net agreed",
            "outcomes-0-objective_id": objective.id,
            "outcomes-0-kind": "procedure_adopted",
            "outcomes-0-sign": "positive",
            "outcomes-0-strength": "2",
            "outcomes-1-title": "",
            "lessons-0-what": "Start earlier",
            "follow_ups-0-what": "Send the frequency list",
            "follow_ups-0-owner_id": planner.user_id,
            "follow_ups-0-due_on": "2030-05-01",
            "follow_ups-0-promised_nation_code": "FR",
            "has_no_media": "y",
            "then": "reported",
        },
    )

    assert answer.status == 303, answer.text
    assert report_of(event).happened == "It rained"
    assert [outcome.title for outcome in outcomes_of(event)] == ["Radio net agreed"]
    assert [lesson.what for lesson in lessons_of(event)] == ["Start earlier"]
    assert follow_ups_of(event)[0].promised_nation_code == "FR"
    assert (came.has_attended, came.state) == (True, AttendanceState.ATTENDED)
    assert (stayed.has_attended, stayed.state) == (False, AttendanceState.NO_SHOW)
    assert event.partners[1].headcount_actual == 12
    assert event.state is EventState.REPORTED


def test_more_rows_keep_what_was_typed(client_as):
    event = executed()

    page = client_as("planner").post(
        f"/events/{event.id}/report",
        REPORT | {"more": "follow_ups", "follow_ups-0-what": "Half a thought"},
    )

    assert page.status == 200
    assert "Half a thought" in page.html
    assert 'name="follow_ups-1-what"' in page.html
    assert report_of(event) is None


def test_a_row_begun_must_be_finished(client_as):
    event = executed()

    page = client_as("planner").post(
        f"/events/{event.id}/report", REPORT | {"follow_ups-0-what": "No owner, no day"}
    )

    assert page.status == 422
    assert "Choose an owner" in page.text
    assert "Enter the due day" in page.text
    assert report_of(event) is None


def test_neither_who_wrote_an_outcome_nor_who_changed_it_verifies_it(client_as):
    event, objective = executed(), make_objective()
    fields = {
        "title": "A drill was agreed",
        "objective_id": objective.id,
        "kind": "agreement_reached",
        "sign": "positive",
        "strength": "3",
        "seen_on": "2030-02-10",
        "event_ids": [event.id],
    }
    both = [Role.PLANNER, Role.APPROVER]
    writer, editor = (client_as("planner", user=make_user(roles=both)) for _turn in range(2))
    address = writer.post(f"/outcomes/new?event={event.id}", fields).location

    page = editor.get(f"{address}/edit")
    changed = fields | {"title": "Two drills were agreed", "version": "1", "base": "{}"}
    assert page.status == 200
    assert editor.post(f"{address}/edit", changed).status == 303

    for client in (writer, editor):
        assert "somebody else has to verify it" in client.get(address).text
        client.post(address, {"verification_source": "Minutes"})
        assert not outcomes_of(event)[0].is_verified
    third = client_as("approver")
    for _turn in range(2):  # withdrawing and verifying again is not writing
        third.post(address, {"verification_source": "Minutes"})
        assert outcomes_of(event)[0].is_verified
        third.post(f"{address}/withdraw")
        assert not outcomes_of(event)[0].is_verified
