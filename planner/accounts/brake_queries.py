"""What is asked about the brakes of a try to sign in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from planner.accounts.models import BrakeKind, SignInBrake
from planner.db import db

A_FEW = 200
MOST = 100_000
"""How many brakes are kept; the oldest go first."""

BrakeKey = tuple[BrakeKind, str, str]
"""Kind, hash of the name, and address: what a brake is found by."""


def brakes_of(keys: Sequence[BrakeKey], now: datetime) -> Sequence[SignInBrake]:
    """Return the brakes of these keys, made where missing, and nobody else's until the commit.

    The insert comes first: on SQLite it takes the one write lock, on PostgreSQL it makes the
    rows that are locked then. So tries of the same moment are counted one after the other.
    """
    fresh = {"tries": 0, "failures": 0, "first_at": now, "last_at": now}
    rows = [
        {"kind": kind, "name_hash": name, "address": address} | fresh
        for kind, name, address in sorted(keys)
    ]
    is_sqlite = db.engine.dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    db.session.execute(insert(SignInBrake).values(rows).on_conflict_do_nothing())
    wanted = or_(
        *(
            and_(
                SignInBrake.kind == kind,
                SignInBrake.name_hash == name,
                SignInBrake.address == address,
            )
            for kind, name, address in keys
        )
    )
    statement = select(SignInBrake).where(wanted).order_by(SignInBrake.id)
    locked = statement.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(locked).all()


def brakes_of_name(name_hash: str) -> Sequence[SignInBrake]:
    """Return every brake of a name."""
    statement = select(SignInBrake).where(SignInBrake.name_hash == name_hash)
    return db.session.scalars(statement.order_by(SignInBrake.last_at.desc())).all()


def brakes_until(moment: datetime) -> Sequence[SignInBrake]:
    """Return brakes that nobody needs any more, a few hundred at a time."""
    newest = select(func.max(SignInBrake.id)).scalar_subquery()
    is_old = or_(SignInBrake.last_at <= moment, SignInBrake.id <= newest - MOST)
    statement = select(SignInBrake).where(is_old).limit(A_FEW)
    return db.session.scalars(statement.with_for_update(skip_locked=True)).all()
