"""Octets that nothing points at any more go, once nothing can bring them back."""

from datetime import datetime, timedelta

from planner.attachments.arriving import sweep_arrivals
from planner.attachments.queries import digests_put_aside, sizes_by_digest
from planner.attachments.store import Store, store
from planner.db import db
from planner.history.undo_actions import LASTS
from planner.jobs.sweeping import sweeps
from planner.viewers import EVERYTHING, acting_as

SPARED = timedelta(hours=1)
"""How long octets lie without a row: those of an upload come before its rows are kept."""


def astray(where: Store, now: datetime, spared: timedelta = SPARED) -> list[str]:
    """Return what lies in the store and belongs to nothing, or is under no name of ours."""
    old = [digest for digest, at in where.kept() if at < now - spared]
    if not old:
        return []
    with acting_as(db.session, EVERYTHING):
        known = sizes_by_digest().keys() | digests_put_aside(now - LASTS)
    db.session.rollback()
    return [digest for digest in old if digest not in known]


@sweeps
def sweep_attachments(now: datetime) -> None:
    """Throw away octets without a row, and what was left behind on its way in."""
    where = store()
    for digest in astray(where, now):
        where.remove(digest)
    sweep_arrivals(now)
