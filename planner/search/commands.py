"""The command that writes the search index anew."""

import click

from planner.jobs.commands import in_steps
from planner.search.jobs import reindex_by_steps


@click.command()
def reindex() -> None:
    """Write the search index anew from the rows, after a restore or a bulk load."""
    click.echo(f"The search index holds {in_steps(reindex_by_steps).number} entries.")
