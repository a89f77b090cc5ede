"""Commands: bring the rendered calendar entries in step, or say which are not."""

import sys

import click
from flask.cli import AppGroup

from planner.calendars.jobs import rebuild_by_steps
from planner.calendars.rendering import entry_faults
from planner.db import db
from planner.jobs.commands import in_steps
from planner.viewers import EVERYTHING

calendar = AppGroup("calendar", help="Look after the rendered calendar entries.")


@calendar.command("rebuild")
def rebuild_command() -> None:
    """Render every event; only entries that differ get a new revision."""
    click.echo(f"Calendar entries written: {in_steps(rebuild_by_steps).number}")


@calendar.command("check")
def check_command() -> None:
    """Compare every stored entry with what would be rendered; exit code 1 on a difference."""
    db.session.info["viewer"] = EVERYTHING
    if faults := entry_faults():
        click.echo("\n".join(faults))
        sys.exit(1)
    click.echo("Calendar entries are in step.")
