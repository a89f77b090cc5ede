"""Commands for the one who runs Rapport: migrate, check."""

import sys
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy.exc import DBAPIError

from planner import clock
from planner.db import db
from planner.server.deployment import database_file, deployment_faults
from planner.server.files import close_to_others
from planner.viewers import EVERYTHING, acting_as

FOLDER = Path(__file__).parent.parent


@click.command()
def migrate() -> None:
    """Bring the database up to this version's schema."""
    upgrade(directory=str(FOLDER / "migrations"))
    keep_calendars_told()
    bring_derived_up_to_date()
    closed = close_to_others(current_app.config["INSTANCE"], database_file(db.engine.url))
    if closed:
        click.echo(f"Closed to others: {', '.join(map(str, closed))}.")
    click.echo("The database is up to date.")


def keep_calendars_told() -> None:
    """Have calendar entries of events above OFFICIAL made that an older version did not know."""
    from planner.calendars.jobs import retell_by_steps
    from planner.jobs.commands import in_steps

    in_steps(retell_by_steps)


def bring_derived_up_to_date() -> None:
    """Make calendar entries, rollup and search index anew where the rows would make others."""
    from planner.calendars.jobs import rebuild_by_steps
    from planner.calendars.rendering import entry_faults
    from planner.jobs.commands import in_steps
    from planner.rollup.faults import rollup_faults
    from planner.rollup.jobs import count_by_steps
    from planner.search.index_faults import index_faults
    from planner.search.jobs import reindex_by_steps

    with acting_as(db.session, EVERYTHING):
        are_calendar_entries_astray, is_index_astray = bool(entry_faults()), bool(index_faults())
        is_rollup_astray = bool(rollup_faults())
    if is_rollup_astray:
        in_steps(count_by_steps)
    if are_calendar_entries_astray:
        in_steps(rebuild_by_steps)
    if is_index_astray:
        in_steps(reindex_by_steps)


def newest_revision() -> str | None:
    """Return the newest numbered migration of this version."""
    return ScriptDirectory(str(FOLDER / "migrations")).get_current_head()


def row_faults(*, with_figures: bool = True) -> list[str]:
    """Return what is wrong with schema, calendar entries, rollup, search index, snapshots and,
    unless they are left out, the figures of reports, in sentences.
    """
    from planner.attachments.faults import attachment_faults
    from planner.calendars.rendering import entry_faults
    from planner.reports.plain.faults import figure_faults
    from planner.rollup.faults import rollup_faults
    from planner.search.index_faults import index_faults
    from planner.snapshots.faults import snapshot_faults

    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != newest_revision():
        return [f"The schema is at {found or 'nothing'}, not {newest_revision()}: planner migrate."]
    derived = entry_faults() + rollup_faults() + index_faults() + snapshot_faults()
    told = figure_faults(clock.today()) if with_figures else []
    return (
        derived + told + work_faults() + attachment_faults(clock.now(), with_digests=with_figures)
    )


def faults(*, with_figures: bool = True) -> list[str]:
    """Return what is wrong with this deployment and its rows, a sentence each; none is good."""
    found = deployment_faults(current_app.config, db.engine.url)
    return found + row_faults(with_figures=with_figures)


def work_faults() -> list[str]:
    """Return a sentence on long work that nobody does, and on mails that were not sent."""
    from planner.jobs.faults import job_faults, mail_faults

    now = clock.now()
    return job_faults(now) + mail_faults(now)


def waiting_faults() -> list[str]:
    """Bring in history entries that wait; return a sentence when some wait on."""
    from planner.history.waiting import NAME, WaitingEntries

    waiting = WaitingEntries(current_app.config["INSTANCE"])
    waiting.try_bring_in()
    number = waiting.number()
    return [f"{number} entries of the history wait in {NAME}: see the log."] if number else []


def forget_kept_forms() -> None:
    """Delete forms that were kept for their day; a database that takes no changes keeps them."""
    from planner.web.kept_rows import sweep

    try:
        sweep()
        db.session.commit()
    except DBAPIError:
        db.session.rollback()


@click.command()
@click.option(
    "--figures/--no-figures",
    default=True,
    help="Recompute every figure of every report from the rows; what takes longest.",
)
def check(figures: bool) -> None:
    """Check modes, settings, secrets, rows, figures, work and mails; exit code 1 when something
    is wrong.
    """
    db.session.info["viewer"] = EVERYTHING
    forget_kept_forms()
    problems = faults(with_figures=figures) + waiting_faults()
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo(
        "All is well: modes, settings, secrets, schema, calendar entries, rollup, search index, "
        f"snapshots, {'figures of reports, ' if figures else ''}long work, mails and attachments."
    )
