"""Loads the sample office: real public events as one nation sees them, with a demo around."""

from collections.abc import Sequence
from datetime import date, datetime

from planner.accounts.models import User
from planner.choices import (
    Role,
)
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record, without_history
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.officetime import office_day
from planner.partners.seeding import setup_reference
from planner.sample import queries, story
from planner.sample.framework import add_aims, give_owners
from planner.sample.office import SampleOffice
from planner.sample.partnerships import load_state_partnerships, name_partners
from planner.sample.public_events import load_events, name_replacements
from planner.sample.rows import PublicEvent, events_of
from planner.sample.series import load_series
from planner.sample.users import demo_users
from planner.shapes.objective import WrittenPlan


def load(nation: str, now: datetime) -> dict[str, str]:
    """Load what concerns a nation; return each demo user's address with its password.

    Raises RuleBroken for a code that is no nation, a nation without sample events, or a
    database that already holds events.
    """
    rows = sample_events(nation)
    if queries.has_events():
        raise RuleBroken("The database already holds events; the sample data go into an empty one.")
    with without_history(db.session):
        setup_reference(nation)
        users, passwords = demo_users(now)
        office = open_office(nation, users, rows, now)
        events = load_events(office, rows)
        name_replacements(office, rows, events)
        partners = story.frequent_partners(office, events)
        name_partners(office, rows, partners)
        load_state_partnerships(office)
        story.tell(office, events, partners)
        db.session.flush()
    record("imported", "sample", nation, f"{len(events)} public events of {nation}", at=now)
    return passwords


def sample_events(nation: str) -> list[PublicEvent]:
    """Return what concerns a nation; RuleBroken for a nation without sample events."""
    rows = events_of(nation)
    if not rows:
        raise RuleBroken(f"The sample data hold no event of “{nation}”; try US, AU, IN, GB or FR.")
    return rows


def open_office(
    nation: str, users: dict[Role, User], rows: Sequence[PublicEvent], now: datetime
) -> SampleOffice:
    """Adopt the default catalogue as the plan and gather the series as programmes."""
    year = office_day(now).year
    plan = adopt_catalogue(
        WrittenPlan(
            name=f"Engagement plan {year}–{year + 2}",
            starts_on=date(year, 1, 1),
            ends_on=date(year + 2, 12, 31),
            aim_ids=add_aims(),
        )
    )
    db.session.flush()
    objectives = {objective.code: objective for line in plan.lines for objective in line.objectives}
    give_owners(objectives, users)
    programmes = load_series(rows, users[Role.PLANNER].as_viewer)
    colleges = queries.colleges_by_nation()
    return SampleOffice(nation, users, plan, objectives, programmes, colleges, now)
