"""Actions of the product leave every row of a past day to be told as it was."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from planner.db import Base, db
from planner.history.before_images import kept_columns
from planner.reports.past.office import PastOffice, past_connection
from tests.rollup.acting import ActingWalk
from tests.rows import mappers

BEGUN = datetime(2030, 3, 10, 9, tzinfo=UTC)
FOLLOWS = {"writer_ids", "marking", "nations", "next_due_on"}
"""What no report reads, and markings, which stand at the higher of then and now."""
PAIRS = ("outcome_event", "plan_aim", "group_member")


def every_row(connection, tables=None):
    """Return the rows of every table that reports may read."""
    found = {}
    for mapper in mappers():
        table = mapper.local_table
        names = {mapper.columns[name].name for name in kept_columns(mapper)} - FOLLOWS
        if names:
            mine = tables.made.get(table.name, table) if tables else table
            rows = connection.execute(select(*(mine.c[name] for name in sorted(names))))
            found[table.name] = sorted(map(str, rows))
    for name in PAIRS:
        mine = (tables.made if tables else {}).get(name, Base.metadata.tables[name])
        found[name] = sorted(map(str, connection.execute(select(mine))))
    return found


def test_a_hundred_actions_are_taken_back_day_by_day(clock_at):
    clock_at(BEGUN)
    walk, then = ActingWalk(5), {}
    for number in range(4):
        clock_at(BEGUN + timedelta(days=number))
        for _action in range(25):
            walk.step()
        db.session.commit()
        then[(BEGUN + timedelta(days=number)).date()] = every_row(db.session.connection())
    assert len({str(rows) for rows in then.values()}) == len(then)
    db.session.commit()
    with past_connection() as connection:
        office = PastOffice(connection)
        for day in reversed(then):
            office.go_back_to(day)
            assert every_row(connection, office.tables) == then[day], day
