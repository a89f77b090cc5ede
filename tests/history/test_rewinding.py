"""Whatever is changed, removed or added of any row that reports read is put back as it was."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from sqlalchemy import JSON, Boolean, Date, Integer, Numeric, String, Time, select
from sqlalchemy.exc import IntegrityError, StatementError

from planner.choices import Marking
from planner.db import CodeList, KeyList, MarkingType, db
from planner.history.before_images import ALONE, NEVER, kept_columns
from planner.history.changes import LEFT_OUT_FIELDS
from planner.history.models import HistoryEntry
from planner.history.past_table_queries import PastTables
from planner.history.rewinding_queries import rewound
from planner.reports.past.office import past_connection
from tests.factories import make_nation
from tests.rows import EMPTY, LONGEST, Rows, mappers

MADE = datetime(2030, 3, 2, 9, tzinfo=UTC)
AFTER = datetime(2030, 3, 3, tzinfo=UTC)
CHANGED = datetime(2030, 3, 4, 9, tzinfo=UTC)
NOT_TOLD = LEFT_OUT_FIELDS | NEVER | {"marking", "nations", "created_at"}
"""Columns that only follow others, never leave a row, or are told by a test of their own."""
TIED = {
    *("event.start_time", "event.end_time", "event.uid", "event.direction", "event.scenario"),
    *(
        "event.exercise_type",
        "event_kind.asks",
        "plan.nation_code",
        "indicator_target.indicator_id",
    ),
    *(
        f"{table}.verified_{part}"
        for table in ("outcome", "indicator_update")
        for part in ("at", "by_id")
    ),
}
"""Columns that change only together with others, as the walk of tests/reports does, or never."""


def kept_mappers():
    return [mapper for mapper in mappers() if kept_columns(mapper)]


def told_columns(mapper):
    names = [name for name in kept_columns(mapper) if name not in NOT_TOLD]
    return [mapper.columns[name] for name in names if not mapper.columns[name].primary_key]


def pair_tables():
    """Return the tables of pairs of the classes that are kept."""
    every = [link for mapper in kept_mappers() for link in mapper.relationships]
    return {link.secondary for link in every if link.secondary is not None and not link.viewonly}


def office(connection, tables=None):
    """Return every row that is kept, by table and key."""
    found = {}
    for mapper in kept_mappers():
        table = mapper.local_table
        mine = tables.made.get(table.name, table) if tables else table
        wanted = [column.name for column in (*table.primary_key, *told_columns(mapper))]
        rows = connection.execute(select(*(mine.c[name] for name in wanted)))
        found[table.name] = sorted(map(str, rows))
    for table in pair_tables():
        mine = tables.made.get(table.name, table) if tables else table
        found[table.name] = sorted(map(str, connection.execute(select(mine))))
    return found


def office_then():
    """Return every row as the history tells that it was."""
    db.session.commit()
    with past_connection() as connection:
        tables = PastTables(connection)
        tables.put_back(rewound(connection, AFTER))
        return office(connection, tables)


@pytest.fixture
def rows(clock_at):
    """Return one row of every class at its longest, and at its emptiest."""
    clock_at(MADE)
    made = [Rows(mode) for mode in (LONGEST, EMPTY)]
    db.session.execute(db.metadata.tables["office"].delete())
    for mapper in kept_mappers():
        made[0].first(mapper)
    for mapper in kept_mappers():
        for link in mapper.relationships:
            if link.secondary is not None and not link.viewonly:
                getattr(made[0].first(mapper), link.key).append(made[0].first(link.mapper))
        if mapper.local_table.name != "office":
            made[1].made[mapper.local_table.name] = [other_row(made[1], mapper)]
    db.session.commit()
    clock_at(CHANGED)
    return made


def other_row(rows, mapper):
    """Return a second row of a class; None where there may be one alone."""
    try:
        with db.session.begin_nested():
            return rows.make(mapper, {})
    except IntegrityError:
        return None


def change(row, name, value):
    """Give a row another value; say whether the database takes it."""
    try:
        with db.session.begin_nested():
            setattr(row, name, value)
    except (IntegrityError, StatementError):
        return False
    return True


def others(column):
    """Return values that a column might take instead of its own."""
    kind = column.type
    if getattr(kind, "enum_class", None):
        return list(kind.enum_class)
    if isinstance(kind, CodeList | KeyList):
        return [["AU"], [5]]
    by_type = {
        MarkingType: list(Marking),
        Boolean: [True, False],
        String: ["another", ""],
        Numeric: [Decimal(1), Decimal(2)],
        Integer: [1, 2],
        Date: [date(2031, 1, 1)],
        Time: [time(8), time(9)],
        JSON: [{"a": 1}],
    }
    return [*next((values for of, values in by_type.items() if isinstance(kind, of)), []), None]


def test_every_column_that_reports_read_is_put_back(rows):
    before = office(db.session.connection())
    long, short = rows
    untried = set()
    for mapper in kept_mappers():
        name = mapper.local_table.name
        one, other = long.made[name][0], (short.made[name] or [None])[0]
        for column in told_columns(mapper):
            key = mapper.get_property_by_column(column).key
            values = [getattr(other, key)] if other is not None else []
            values += others(column)
            if not any(v != getattr(one, key) and change(one, key, v) for v in values):
                untried.add(f"{name}.{key}")
    assert {one for one in untried if not one.endswith(".event_id")} <= TIED
    db.session.flush()
    changed = office(db.session.connection())
    assert [name for name in before if before[name] == changed[name] and told_of(name)] == []
    assert office_then() == before


def told_of(name):
    """Say whether a table has columns that the test changes."""
    mapper = next((one for one in kept_mappers() if one.local_table.name == name), None)
    return mapper is not None and bool(told_columns(mapper))


def test_what_is_removed_comes_back_and_what_is_added_goes(rows):
    before = office(db.session.connection())
    gone = set()
    for _round in range(3):
        for mapper in reversed(kept_mappers()):
            for made in rows:
                for row in [one for one in made.made[mapper.local_table.name] if one]:
                    try:
                        with db.session.begin_nested():
                            db.session.delete(row)
                    except IntegrityError:
                        continue
                    made.made[mapper.local_table.name].remove(row)
                    gone.add(mapper.local_table.name)
    Rows(EMPTY).first(next(one for one in kept_mappers() if one.local_table.name == "nation"))
    assert {mapper.local_table.name for mapper in kept_mappers()} - gone <= {"office"}
    assert office_then() == before


def test_nothing_personal_is_kept_of_people(rows):
    kept = {name for mapper in kept_mappers() for name in kept_columns(mapper)}
    assert not kept & NEVER
    person = next(one for one in kept_mappers() if one.local_table.name == "person")
    assert set(kept_columns(person)) == ALONE["person"]


def test_what_was_kept_of_a_column_that_is_gone_is_passed_over(clock_at):
    clock_at(MADE)
    nation = make_nation("FR", desk="Europe")
    db.session.commit()
    clock_at(CHANGED)
    nation.desk = "West"
    db.session.commit()
    entry = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry.before["row"] == {"desk": "Europe"}
    before = entry.before | {"row": {"desk": "Europe", "customs": "Shake hands."}}
    told = HistoryEntry.__table__
    db.session.execute(told.update().where(told.c.id == entry.id).values(before=before))
    db.session.commit()
    with past_connection() as connection:
        found = rewound(connection, AFTER)
    assert found.fates["nation"]["FR",].values == {"desk": "Europe"}
