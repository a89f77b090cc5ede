"""Makes an office of many events, quickly, by plain inserts."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from flask_migrate import upgrade
from sqlalchemy import Connection, update

from planner import clock
from planner.accounts.models import RoleGrant, User
from planner.benchmark import row_parts, rows, rows_beside
from planner.benchmark.copying import copy_events
from planner.benchmark.loading import load, without_indexes
from planner.choices import Marking, NationTier, Role
from planner.db import db
from planner.history.actions import without_history
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.partners.models import Nation
from planner.partners.seeding import setup_reference
from planner.rollup.writing import rebuild as count_events
from planner.search.indexing import rebuild
from planner.shapes.objective import WrittenPlan
from planner.viewers import EVERYTHING

OWN = "AU"
SPAN_YEARS = 5
YEARS_BACK = 2
BATCH = 5000
COPIED = 100_000
"""An office of several times so many events is made of copies of one of so many."""


@dataclass(frozen=True)
class FilledOffice:
    """What was built: how many events, from which day on, for which planner and objectives."""

    number: int
    today: date
    planner_id: int
    objectives: tuple[int, ...]

    @property
    def first_day(self) -> date:
        """Return the day that the first event can begin on."""
        return date(self.today.year - YEARS_BACK, 1, 1)

    @property
    def year(self) -> int:
        """Return the last whole year: all of its events have taken place."""
        return self.today.year - 1


def build(number: int) -> FilledOffice:
    """Migrate an empty database and fill it with `number` events.

    They are spread evenly over five years, two of them past. An event has three objectives, two
    partner nations, one place, two people, a history entry and a stored calendar entry; every
    tenth has an outcome and a follow-up. Every objective wants two events with every partner in
    each year.
    """
    upgrade()
    db.session.info["viewer"] = EVERYTHING
    today = clock.today()
    with without_history(db.session):
        setup_reference(OWN)
        plan = adopt_catalogue(plan_of(today))
        planner = planner_of_all()
        db.session.add(planner)
        partners = update(Nation).where(Nation.code.in_(row_parts.PARTNERS))
        db.session.execute(partners.values(is_partner=True, tier=NationTier.B))
        db.session.commit()
    objectives = tuple(objective.id for line in plan.lines for objective in line.objectives)
    whole = number - number % times_of(number)
    office = FilledOffice(whole, today, planner.id, objectives)
    db.session.commit()  # what was read holds its tables, and PostgreSQL would not drop an index
    fill(office)
    return office


def plan_of(today: date) -> WrittenPlan:
    """Return the plan that the events serve."""
    first = date(today.year - YEARS_BACK, 1, 1)
    last = date(first.year + SPAN_YEARS - 1, 12, 31)
    return WrittenPlan(name="Benchmark", starts_on=first, ends_on=last)


def planner_of_all() -> User:
    """Return a planner who sees every nation: every check is on, and lets everything through."""
    return User(
        email="planner@rapport.example",
        name="Planner",
        fs_uniquifier=uuid4().hex,
        ceiling=Marking.OFFICIAL,
        has_all_nations=True,
        created_at=clock.now(),
        grants=[RoleGrant(role=Role.PLANNER)],
    )


def times_of(number: int) -> int:
    """Return of how many equal offices one of so many events is made."""
    return max(1, number // COPIED)


def fill(office: FilledOffice) -> None:
    """Put in the events and what hangs on them, in batches; then indexes, counts and words.

    A great office is made of copies of a smaller one, which is counted before.
    """
    times = times_of(office.number)
    number = office.number // times
    with db.engine.connect() as connection:
        with without_indexes(connection):
            load(connection, rows.table("requirement"), rows_beside.requirements(office))
            load(connection, rows.table("person"), rows_beside.people(office))
            for start in range(1, number + 1, BATCH):
                some = range(start, min(start + BATCH, number + 1))
                for name, found in rows.of_events(office, some).items():
                    load(connection, rows.table(name), found)
                connection.commit()
        connection.exec_driver_sql("ANALYZE")
        count_events(connection)
        if times > 1:
            with without_indexes(connection):
                copy_events(connection, number, times)
        if connection.dialect.name == "postgresql":
            keep_counting(connection)
        connection.commit()
        rebuild(connection)
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def keep_counting(connection: Connection) -> None:
    """Let the numbers of new rows begin after those that were given here."""
    for name in ("event", "person", "outcome"):
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608
        )
