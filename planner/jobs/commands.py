"""`planner work`: a process that does long work and sends mails; and long work of a command."""

import click
from flask import Flask, current_app

from planner.db import db
from planner.jobs.registry import Task, WorkEnd, WorkFunction
from planner.jobs.working import Worker, work_once
from planner.viewers import EVERYTHING, acting_as


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end; for a timer.")
@click.option("--parent", type=click.INT, hidden=True, help="End when this process is gone.")
def work(once: bool, parent: int | None) -> None:
    """Do long work and send mails until stopped; run as many as you like on PostgreSQL."""
    if once:
        click.echo(f"Done: {work_once()}")
        return
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    Worker(app, parent).run()


def in_steps(work: WorkFunction) -> WorkEnd:
    """Do long work here and now, for a command; return what came of it.

    Each step is a transaction of its own, as when a worker does it: nobody who saves meanwhile
    waits longer than for one step.
    """
    with acting_as(db.session, EVERYTHING):
        steps = work(Task({}, {}, EVERYTHING))
        while True:
            try:
                next(steps)
            except StopIteration as ended:
                db.session.commit()
                found: WorkEnd = ended.value
                return found
            db.session.commit()
