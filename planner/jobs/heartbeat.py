"""A worker's sign of life: it renews its claim while a step takes long."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread

from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from planner import clock
from planner.db import db
from planner.jobs.models import Job
from planner.leases import LEASE, still_held

BEAT = 15
"""Seconds between two signs of life: a lease outlives three that got lost."""
table = Job.metadata.tables["job"]


def renew(job_id: int, by: str) -> bool:
    """Renew a claim; False when somebody else holds the work."""
    renewed = update(table).where(still_held(table, job_id, by))
    with db.engine.begin() as connection:
        found = connection.execute(renewed.values(held_until=clock.now() + LEASE))
        return found.rowcount == 1


@contextmanager
def heartbeat(app: Flask, job_id: int, by: str) -> Iterator[None]:
    """Renew a claim now and then inside the block, from a thread of its own."""
    ended = Signal()

    def beat() -> None:
        while not ended.wait(BEAT):
            with app.app_context():
                try:
                    renew(job_id, by)
                except SQLAlchemyError as error:  # the next sign may get through
                    app.logger.warning("no sign of life of job %s: %s", job_id, type(error))

    thread = Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
