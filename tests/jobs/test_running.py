"""Work is done once: whoever dies, comes back, cancels or fails on the way."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from planner.choices import JobState, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.history.models import HistoryEntry
from planner.jobs.actions import MOST_OPEN, cancel_job, start_again
from planner.jobs.faults import job_faults
from planner.jobs.heartbeat import renew
from planner.jobs.models import Job
from planner.jobs.running import MOST_TRIES, PAUSES, run_next
from planner.lease_queries import claim
from planner.leases import LEASE
from planner.viewers import acting_as
from tests.factories import NOW, make_user
from tests.jobs.conftest import AFTER_THE_LEASE, Killed, all_steps, begin, row_of, steps_made

OPEN = [JobState.WAITING, JobState.RUNNING]
SHORTLY = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def raising(error):
    def fail():
        raise error

    return fail


def told(job_id):
    """Return what the history tells of a piece of work: what was done, and by whom."""
    entry = HistoryEntry
    asked = select(entry.verb, entry.by_id).where(
        entry.subject_kind == "job", entry.subject_id == str(job_id)
    )
    return [tuple(row) for row in db.session.execute(asked.order_by(entry.id))]


def test_work_is_done_step_by_step_as_its_owner_with_history(between):
    user = make_user([Role.PLANNER])
    job_id = begin(user)
    assert run_next()
    job = row_of(job_id)
    assert (job.state, job.percent, job.said) == (JobState.DONE, 100, "All rows are there.")
    assert (job.held_by, job.held_until) == ("", None)
    assert steps_made() == all_steps()
    written = select(HistoryEntry.by_id).where(HistoryEntry.subject_kind == "programme")
    assert set(db.session.scalars(written)) == {user.id}
    assert told(job_id) == [("started", None), ("finished", user.id)]
    assert not run_next()


@pytest.mark.parametrize("step", range(4))
def test_what_a_killed_worker_left_is_taken_up_once_its_lease_has_run_out(between, clock_at, step):
    job_id = begin()
    between[step] = raising(Killed())
    with pytest.raises(Killed):
        run_next()
    assert row_of(job_id).state is JobState.RUNNING
    assert steps_made() == all_steps()[:step]
    assert not run_next()
    del between[step]
    clock_at(AFTER_THE_LEASE)
    assert run_next()
    assert row_of(job_id).state is JobState.DONE
    assert steps_made() == all_steps()


def test_a_worker_that_was_thought_dead_writes_nothing_when_it_comes_back(between, clock_at):
    job_id = begin()

    def sleep_through_the_lease():
        del between[2]
        db.session.rollback()  # the sleeper holds no lock, for its step has written nothing yet
        clock_at(AFTER_THE_LEASE)
        assert run_next()

    between[2] = sleep_through_the_lease
    assert run_next()
    assert row_of(job_id).state is JobState.DONE
    assert steps_made() == all_steps()
    assert [verb for verb, _by in told(job_id)] == ["started", "finished"]


def test_a_sign_of_life_keeps_work_from_being_taken(between, clock_at):
    job_id = begin()
    between[1] = raising(Killed())
    with pytest.raises(Killed):
        run_next()
    clock_at(NOW + LEASE - SHORTLY)
    assert renew(job_id, row_of(job_id).held_by)
    assert not renew(job_id, "another claim")
    clock_at(AFTER_THE_LEASE)
    assert not run_next()


def test_a_worker_that_dies_each_time_is_not_sent_for_ever(between, clock_at):
    job_id = begin()
    between[0] = raising(Killed())
    for number in range(MOST_TRIES):
        clock_at(NOW + number * (LEASE + SHORTLY))
        with pytest.raises(Killed):
            run_next()
    clock_at(NOW + MOST_TRIES * (LEASE + SHORTLY))
    assert run_next()
    assert row_of(job_id).state is JobState.FAILED
    assert "ended each time" in row_of(job_id).said


def test_a_fault_is_tried_again_with_longer_pauses_then_told(between, clock_at, caplog):
    job_id = begin()
    between[1] = raising(ValueError("a name that nobody may read"))
    moment = NOW
    for pause in PAUSES:
        assert run_next()
        assert not run_next()
        assert row_of(job_id).due_at == moment + pause
        moment += pause
        clock_at(moment)
    assert run_next()
    job = row_of(job_id)
    assert job.state is JobState.FAILED
    assert f"number {job_id}" in job.said
    assert "nobody may read" not in caplog.text + job.said
    assert steps_made() == all_steps()[:1]


def test_a_step_that_succeeds_makes_faults_count_anew(between, clock_at):
    job_id = begin()
    between[0] = raising(ValueError())
    run_next()
    assert row_of(job_id).tries == 1
    del between[0]
    between[1] = raising(ValueError())
    clock_at(NOW + PAUSES[0])
    run_next()
    assert row_of(job_id).tries == 1


def test_a_broken_rule_fails_at_once_in_its_own_words_and_may_be_started_again(between):
    user = make_user([Role.PLANNER])
    job_id = begin(user)
    between[2] = raising(RuleBroken("Set the own nation first."))
    assert run_next()
    job = row_of(job_id)
    assert (job.state, job.said) == (JobState.FAILED, "Set the own nation first.")
    assert told(job_id)[-1] == ("failed", user.id)
    del between[2]
    start_again(job, viewer=user.as_viewer, now=NOW)
    db.session.commit()
    assert run_next()
    assert steps_made() == all_steps()


def test_work_under_way_is_cancelled_after_its_step(between):
    user = make_user([Role.PLANNER])
    job_id = begin(user)

    def cancel():
        db.session.commit()
        with acting_as(db.session, user.as_viewer):
            cancel_job(db.session.get(Job, job_id), viewer=user.as_viewer, now=NOW)
            db.session.commit()

    between[1] = cancel
    assert run_next()
    job = row_of(job_id)
    assert (job.state, job.steps_done) == (JobState.CANCELLED, 2)
    assert steps_made() == all_steps()[:2]
    assert told(job_id)[-1] == ("cancelled", user.id)


def test_work_that_waits_is_cancelled_at_once(between):
    user = make_user([Role.PLANNER])
    job = row_of(begin(user))
    cancel_job(job, viewer=user.as_viewer, now=NOW)
    db.session.commit()
    assert not run_next()
    assert row_of(job.id).state is JobState.CANCELLED
    with pytest.raises(RuleBroken, match="ended already"):
        cancel_job(job, viewer=user.as_viewer, now=NOW)


def test_work_whose_worker_died_is_cancelled_at_once(between, clock_at):
    user = make_user([Role.PLANNER])
    job_id = begin(user)
    between[1] = raising(Killed())
    with pytest.raises(Killed):
        run_next()
    cancel_job(row_of(job_id), viewer=user.as_viewer, now=AFTER_THE_LEASE)
    db.session.commit()
    clock_at(AFTER_THE_LEASE)
    assert not run_next()


def test_the_work_of_a_shut_account_is_cancelled(between):
    user = make_user([Role.PLANNER])
    job_id = begin(user)
    user.active = False
    db.session.commit()
    assert run_next()
    job = row_of(job_id)
    assert (job.state, steps_made()) == (JobState.CANCELLED, [])
    assert "was shut" in job.said


def test_rights_are_those_of_the_moment(between, client_as):
    user = make_user([Role.ADMINISTRATOR])
    job_id = begin(user, kind="reindex")
    user.grants[0].role = Role.PLANNER
    db.session.commit()
    assert run_next()
    assert row_of(job_id).state is JobState.FAILED
    assert "Your role" in row_of(job_id).said


def test_a_worker_that_is_told_to_stop_gives_the_rest_back(between):
    job_id = begin()
    assert run_next(lambda: True)
    job = row_of(job_id)
    assert (job.state, job.steps_done, job.tries) == (JobState.WAITING, 1, 0)
    assert run_next()
    assert steps_made() == all_steps()


def test_a_kind_that_is_no_more_fails_in_words(between):
    job = row_of(begin())
    job.kind = "forgotten"
    db.session.commit()
    assert run_next()
    assert "does not know this work" in row_of(job.id).said


def test_nobody_has_too_much_under_way(between):
    user = make_user([Role.PLANNER])
    for _ in range(MOST_OPEN):
        begin(user)
    with pytest.raises(RuleBroken, match="as much work under way"):
        begin(user)


def test_roles_start_what_is_theirs_and_rebuilding_goes_on_once():
    planner, administrator = make_user([Role.PLANNER]), make_user([Role.ADMINISTRATOR])
    with pytest.raises(RuleBroken, match="Your role"):
        begin(planner, kind="reindex")
    begin(administrator, kind="reindex")
    with pytest.raises(RuleBroken, match="under way already"):
        begin(administrator, kind="reindex")
    with pytest.raises(RuleBroken, match="no such work"):
        begin(administrator, kind="nothing of the kind")


def test_check_finds_work_that_nobody_does(between, clock_at):
    begin()
    assert job_faults(NOW + timedelta(minutes=14)) == []
    assert "planner work" in job_faults(NOW + timedelta(minutes=16))[0]


def test_work_is_done_and_taken_up_on_both_databases(office, between, clock_at):
    job_id = begin()
    between[2] = raising(Killed())
    with pytest.raises(Killed):
        run_next()
    db.session.remove()
    db.session.info["viewer"] = None
    del between[2]
    row_of(job_id)
    clock_at(AFTER_THE_LEASE)
    assert run_next()
    assert row_of(job_id).state is JobState.DONE
    assert steps_made() == all_steps()


def test_two_workers_on_postgresql_take_two_pieces_at_the_same_moment(postgres_office, between):
    keys = {begin(), begin()}
    table = Job.__table__
    with db.engine.connect() as one, db.engine.connect() as other, db.engine.connect() as third:
        taken = {claim(each, table, OPEN, now=NOW).id for each in (one, other)}
        assert claim(third, table, OPEN, now=NOW) is None
    assert taken == keys


def test_two_workers_on_sqlite_take_it_in_turn(between):
    key = begin()
    table = Job.__table__
    for expected in (key, None):
        with db.engine.begin() as connection:
            found = claim(connection, table, OPEN, now=NOW)
        assert (found and found.id) == expected
