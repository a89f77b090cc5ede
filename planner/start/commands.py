"""`planner setup`: an empty office with the reference data of its nation."""

import click

from planner.db import db
from planner.history.actions import record, without_history
from planner.partners.seeding import setup_reference
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
