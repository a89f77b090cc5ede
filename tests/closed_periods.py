"""A period closed as an approver closes it, for tests that walk over its pages and files."""

from sqlalchemy import select

from planner.clock import today
from planner.db import db
from planner.snapshots.models import ClosedPeriod


def close_last_year(client_as):
    """Close the year before this one; return the key of its closing."""
    address = f"/closed-periods/close?period={today().year - 1}"
    assert client_as("approver").post(address).status == 303
    return db.session.scalars(select(ClosedPeriod.id)).one()
