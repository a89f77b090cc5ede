"""The command that counts everything anew."""

import click
from flask.cli import AppGroup

from planner.jobs.commands import in_steps
from planner.rollup.jobs import count_by_steps

rollup = AppGroup("rollup", help="Look after the counts that reports read.")


@rollup.command("rebuild")
def rebuild_rollup() -> None:
    """Count every event anew, a few at a time, so that everybody goes on working."""
    click.echo(f"Every event was counted; what differed: {in_steps(count_by_steps).number}.")
