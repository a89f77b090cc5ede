"""A report as of a past day is the file that was saved that day, whatever was changed since."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.viewers import EVERYTHING
from tests.factories import make_event, make_requirement, make_user
from tests.reports.small_office import make_small_office
from tests.rollup.walk import Walk

SAVED = datetime(2030, 3, 12, 9, tzinfo=UTC)
DAY = "as-of=2030-03-12"
REPORTS = ("coverage", "gaps", "scorecard")
FORMS = ("csv", "xlsx")


def file_of(client, report, query="", form="csv"):
    """Return the octets of a report's file."""
    answer = client.get(f"/reports/{report}.{form}?{query}")
    assert answer.status == 200, answer.text
    return answer.body


def lines_of(octets):
    """Return the lines of a file but those that say as of which day it is told."""
    told = ("As known at the end", "Told from the history", "Rows were loaded at once")
    return [line for line in octets.decode().splitlines() if not any(one in line for one in told)]


def saved_by(client, query=""):
    """Return every file as somebody saves it now."""
    return {report: file_of(client, report, query) for report in REPORTS}


def compare(client, saved, query, day=DAY):
    """Fail where a report as of the day is not the file that was saved that day."""
    for report, octets in saved.items():
        then = file_of(client, report, f"{query}&{day}")
        assert lines_of(then) == lines_of(octets), report


@pytest.mark.parametrize("seed", range(3))
def test_random_changes_leave_what_was_saved_that_day(seed, client_as, clock_at):
    clock_at(SAVED - timedelta(days=5))
    walk, dice = Walk(seed), Random(seed)
    db.session.commit()
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
        compare(client_as("planner"), files, query, day)
