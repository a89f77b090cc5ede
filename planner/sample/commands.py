"""`planner setup` and `planner demo`: an empty office, or one with real sample events."""

import click
from flask import current_app

from planner import clock
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record, without_history
from planner.partners.actions import setup_reference
from planner.sample import queries
from planner.sample.loader import load, sample_events
from planner.sample.users import write_sign_ins
from planner.viewers import EVERYTHING
from planner.web.nationwords import nation_of

NATION = click.option(
    "--nation", default="US", show_default=True, help="Own nation: its name or code."
)


@click.command()
@NATION
def setup(nation: str) -> None:
    """Prepare an empty office: nations, partner groups, institutions, programmes."""
    db.session.info["viewer"] = EVERYTHING
    code = nation_of(nation)
    with without_history(db.session):
        setup_reference(code)
    record("imported", "reference", code, f"Reference data for {code}")
    db.session.commit()
    click.echo(f"The office of {code} is ready. Add the first user: planner user add.")


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
    click.echo(write_sign_ins(folder, passwords))
