"""Failed sign-ins by name, to tell administrators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, select

from planner.accounts.models import BrakeKind, SignInBrake
from planner.db import db

TOLD = (BrakeKind.PAIR, BrakeKind.BROWSER)
"""Each failed try presses one of these, and the looser ones besides."""


@dataclass(frozen=True)
class Failures:
    """How often a sign-in with one name failed lately, from how many addresses, since when."""

    name_hash: str
    tries: int
    addresses: int
    since: datetime
    last_at: datetime


def failures_by_name(*, fewest: int) -> list[Failures]:
    """Return the names with at least so many failed sign-ins, the latest first."""
    tries = func.sum(SignInBrake.failures)
    last = func.max(SignInBrake.last_at)
    rows = db.session.execute(
        select(
            SignInBrake.name_hash,
            tries,
            func.count(distinct(SignInBrake.address)),
            func.min(SignInBrake.first_at),
            last,
        )
        .where(SignInBrake.kind.in_(TOLD))
        .group_by(SignInBrake.name_hash)
        .having(tries >= fewest)
        .order_by(last.desc())
    )
    return [Failures(*row) for row in rows]
