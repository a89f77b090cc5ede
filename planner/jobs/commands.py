"""`planner work`: a process that does long work and sends mails."""

import click
from flask import Flask, current_app

from planner.jobs.working import Worker, work_once


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
