"""Commands for the one who runs Rapport: migrate, serve, check, backup."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from planner import clock
from planner.db import db
from planner.deployment import database_file, deployment_faults
from planner.errors import RuleBroken
from planner.files import close_to_others, private_file
from planner.viewers import EVERYTHING, acting_as

FOLDER = Path(__file__).parent.parent


@click.command()
def migrate() -> None:
    """Bring the database up to this version's schema."""
    upgrade(directory=str(FOLDER / "migrations"))
    keep_calendars_told()
    closed = close_to_others(current_app.config["INSTANCE"], database_file(db.engine.url))
    if closed:
        click.echo(f"Closed to others: {', '.join(map(str, closed))}.")
    click.echo("The database is up to date.")


def keep_calendars_told() -> None:
    """Have entries of events above OFFICIAL made that an older version did not know."""
    from planner.calendars.upkeep import retell

    with acting_as(db.session, EVERYTHING):
        retell(db.session(), now=clock.now())
        db.session.commit()


@click.command()
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Worker processes.")
def serve(port: int, workers: int) -> None:
    """Serve the product as gunicorn.conf.py says, on loopback unless RAPPORT_HOST names another."""
    host = current_app.config["RAPPORT_HOST"]
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    arguments = ["--workers", str(workers), "--bind", bind]
    command = [sys.executable, "-m", "gunicorn", *arguments, "wsgi:app"]
    os.execv(sys.executable, command)  # noqa: S606 - gunicorn takes this process over


def newest_revision() -> str | None:
    """Return the newest numbered migration of this version."""
    return ScriptDirectory(str(FOLDER / "migrations")).get_current_head()


def row_faults() -> list[str]:
    """Return what is wrong with schema, calendar entries and search index, a sentence each."""
    from planner.calendars.upkeep import entry_faults
    from planner.search.upkeep import index_faults

    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != newest_revision():
        return [f"The schema is at {found or 'nothing'}, not {newest_revision()}: planner migrate."]
    return entry_faults() + index_faults()


def faults() -> list[str]:
    """Return what is wrong with this deployment and its rows, a sentence each; none is good."""
    return deployment_faults(current_app.config, db.engine.url) + row_faults()


@click.command()
def check() -> None:
    """Check modes, settings, secrets, schema and index; exit code 1 when something is wrong."""
    db.session.info["viewer"] = EVERYTHING
    problems = faults()
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo("All is well: modes, settings, secrets, schema, calendar entries and search index.")


def copy_database(database: Path, target: Path) -> None:
    """Copy an SQLite file as of one moment, readable by its owner alone."""
    private_file(target)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def backup(context: click.Context, target: Path) -> None:
    """Copy the embedded database to a file while it is in use."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        raise RuleBroken("This office uses PostgreSQL: back it up with pg_dump.")
    target = (context.obj or Path.cwd()) / target
    if target.exists():
        raise RuleBroken(f"{target} is there already; name a file that is not.")
    if not target.parent.is_dir():
        raise RuleBroken(f"There is no folder {target.parent}.")
    if not Path(url.database).exists():
        raise RuleBroken("There is no database yet: planner migrate makes it.")
    copy_database(Path(url.database), target)
    secrets = f"secret-key and password-salt of {current_app.config['INSTANCE']}"
    click.echo(f"Saved to {target}. Keep {secrets} with it.")
