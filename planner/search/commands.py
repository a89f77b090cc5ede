"""The command that writes the search index anew."""

import click

from planner.db import db
from planner.search.indexing import rebuild
from planner.viewers import EVERYTHING


@click.command()
def reindex() -> None:
    """Write the search index anew from the rows, after a restore or a bulk load."""
    db.session.info["viewer"] = EVERYTHING
    number = rebuild(db.session.connection())
    db.session.commit()
    click.echo(f"The search index holds {number} entries.")
