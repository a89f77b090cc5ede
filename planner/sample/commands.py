"""`planner demo`: an office with real sample events."""

import click
from flask import current_app

from planner import clock
from planner.db import db
from planner.errors import RuleBroken
from planner.sample import queries
from planner.sample.closed import close_last_quarter
from planner.sample.loader import load, sample_events
from planner.sample.users import write_sign_ins
from planner.start.commands import NATION
from planner.viewers import EVERYTHING
from planner.web.nationwords import nation_of


@click.command()
@NATION
@click.option("--check", is_flag=True, help="Only see whether the nation has sample events.")
def demo(nation: str, check: bool) -> None:
    """Load the real sample events as one nation sees them; keep them when already there."""
    if check:
        sample_events(nation_of(nation))
        return
    db.session.info["viewer"] = EVERYTHING
    folder = current_app.config["INSTANCE"]
    if current_app.config["IS_PRODUCTION"]:
        raise RuleBroken("The sample data do not go into a production database.")
    if queries.has_events():
        click.echo("The sample data are already there; `--fresh` starts over.")
        return
    passwords = load(nation_of(nation), clock.now())
    db.session.commit()
    close_last_quarter(clock.now())
    db.session.commit()
    click.echo(write_sign_ins(folder, passwords))
