"""The pages of long work: whose it is, how far it is, and what comes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from planner.choices import JobState, Marking, Role
from planner.db import db
from planner.jobs.models import JobPart
from planner.jobs.running import PART, run_next
from planner.jobs.sweeping import KEPT_FOR, sweep_jobs
from tests.factories import NOW, make_user
from tests.jobs.conftest import begin, row_of


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


@pytest.fixture
def owner():
    return make_user([Role.PLANNER], name="Olga Owner")


@pytest.fixture
def mine(client_as, owner):
    return client_as("planner", user=owner)


def test_a_page_renews_itself_without_script_until_the_work_has_ended(between, mine, owner):
    job_id = begin(owner)
    page = mine.get(f"/jobs/{job_id}")
    assert 'http-equiv="refresh"' in page.html
    assert "data-watch" in page.html
    assert "watch.js" in page.html
    seen = []
    between[2] = lambda: seen.append(mine.get(f"/jobs/{job_id}"))
    assert run_next()
    assert "50 %" in seen[0].text
    assert "Running" in seen[0].text
    ended = mine.get(f"/jobs/{job_id}")
    assert "Done" in ended.text
    assert "All rows are there." in ended.text
    assert "refresh" not in ended.html
    assert "data-watch" not in ended.html


def test_my_desk_shows_what_is_under_way_and_what_has_just_ended(
    between, mine, owner, client_as, clock_at
):
    assert "My rows" not in mine.get("/").text
    job_id = begin(owner)
    assert "Waiting" in mine.get("/").text
    run_next()
    desk = mine.get("/")
    assert f"/jobs/{job_id}" in desk.links
    assert "Done" in desk.text
    clock_at(NOW + timedelta(days=2))
    mine = client_as("planner", user=owner)
    assert mine.get("/").status == 200
    assert "My rows" not in mine.get("/").text


def test_the_file_is_its_owners_for_a_day(between, mine, owner, client_as, clock_at):
    job_id = begin(owner, times=PART)
    run_next()
    file = mine.get(f"/jobs/{job_id}/file")
    assert file.body == b"made " * PART
    assert 'filename="made.txt"' in file.headers["Content-Disposition"]
    assert db.session.scalar(select(func.max(func.length(JobPart.octets)))) == PART
    for role in ("administrator", "country_desk"):
        assert client_as(role).get(f"/jobs/{job_id}/file").status == 404
    clock_at(NOW + timedelta(hours=25))
    mine = client_as("planner", user=owner)
    assert mine.get(f"/jobs/{job_id}/file").status == 404
    assert "kept no longer" in mine.get(f"/jobs/{job_id}").text
    sweep_jobs(NOW + timedelta(hours=25))
    assert db.session.scalar(select(func.count(JobPart.id))) == 0
    assert mine.get(f"/jobs/{job_id}").status == 200
    sweep_jobs(NOW + timedelta(days=1) + KEPT_FOR)
    assert mine.get(f"/jobs/{job_id}").status == 404


def test_a_file_is_not_handed_out_under_other_rights_than_it_was_made(between, mine, owner):
    job_id = begin(owner, times=1)
    run_next()
    owner.ceiling = Marking.OFFICIAL
    db.session.commit()
    assert mine.get(f"/jobs/{job_id}/file").status == 404
    owner.ceiling = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    assert mine.get(f"/jobs/{job_id}/file").status == 200


def test_others_neither_see_nor_touch_it(between, owner, client_as):
    job_id = begin(owner)
    other = client_as("country_desk")
    assert "My rows" not in other.get("/jobs/").text
    assert other.get(f"/jobs/{job_id}").status == 404
    for step in ("cancel", "start"):
        assert other.post(f"/jobs/{job_id}/{step}", {}).status == 404
    assert other.get("/jobs/?of=all").status == 200
    assert "My rows" not in other.get("/jobs/?of=all").text
    assert row_of(job_id).state is JobState.WAITING


def test_an_administrator_sees_kind_and_state_of_all_and_cancels(between, owner, client_as):
    job_id = begin(owner, times=1)
    client = client_as("administrator")
    assert "Rows for a test" not in client.get("/jobs/").text
    listed = client.get("/jobs/?of=all").text
    assert "Rows for a test" in listed
    assert "Olga Owner" in listed
    assert "My rows" not in listed
    assert client.post(f"/jobs/{job_id}/cancel", {}).status == 303
    assert row_of(job_id).state is JobState.CANCELLED
    client.post(f"/jobs/{job_id}/start", {})
    assert "Only its owner" in client.get(f"/jobs/{job_id}").text
    assert row_of(job_id).state is JobState.CANCELLED


def test_what_came_of_it_is_told_to_its_owner_alone(between, mine, owner, client_as):
    job_id = begin(owner, times=1)
    run_next()
    page = client_as("administrator").get(f"/jobs/{job_id}")
    assert "All rows are there." not in page.text
    assert f"/jobs/{job_id}/file" not in page.links
    assert f"/jobs/{job_id}/file" in mine.get(f"/jobs/{job_id}").links


def test_the_owner_cancels_and_starts_again(between, mine, owner):
    job_id = begin(owner)
    page = mine.get(f"/jobs/{job_id}")
    assert f'action="/jobs/{job_id}/cancel"' in page.html
    mine.post(f"/jobs/{job_id}/cancel", {})
    page = mine.get(f"/jobs/{job_id}")
    assert "Cancelled" in page.text
    assert f'action="/jobs/{job_id}/start"' in page.html
    mine.post(f"/jobs/{job_id}/start", {})
    assert run_next()
    assert row_of(job_id).state is JobState.DONE


def test_an_administrator_starts_rebuilding_from_a_page(client_as):
    client = client_as("administrator")
    assert "/jobs/new" in client.get("/jobs/").links
    assert client.post("/jobs/new", {}).status == 422
    assert client.post("/jobs/new", {"kind": "history_file"}).status == 422
    answer = client.post("/jobs/new", {"kind": "reindex"})
    assert answer.status == 303, answer.text
    again = client.post("/jobs/new", {"kind": "reindex"})
    assert again.status == 422
    assert "under way already" in again.text
    assert run_next()
    assert "Done" in client.get(answer.location).text
