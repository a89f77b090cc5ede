"""`planner backup` and `planner restore`: one kind of file for both databases."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from planner import clock
from planner.backups.checking import checked, opened
from planner.backups.contents import MIGRATIONS, Contents, lost_since, present
from planner.backups.files import claim, copy_file, put_in_place, sync
from planner.backups.octets import bring_octets, save_octets, words_of_octets
from planner.backups.queries import others_connected
from planner.backups.rows import carry, office_on, save_rows
from planner.commands import bring_derived_up_to_date, newest_revision
from planner.db import db
from planner.errors import RuleBroken
from planner.web.read_log import bring_in_waiting


def database_file() -> Path | None:
    """Return the file of the embedded database; None with PostgreSQL."""
    url = db.engine.url
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Give a name beside a path to work under; nothing is left of it afterwards."""
    part = path.with_name(f"{path.name}.part")
    remove(part)
    try:
        yield part
    finally:
        remove(part)


def remove(part: Path) -> None:
    """Delete a file and what SQLite may have left beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            Path(f"{part}{ending}").unlink()


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def backup(context: click.Context, target: Path) -> None:
    """Save the whole office to a new file while it is in use."""
    target = (context.obj or Path.cwd()) / target
    if target.exists():
        raise RuleBroken(f"{target} is there already; name a file that is not.")
    if not target.parent.is_dir():
        raise RuleBroken(f"There is no folder {target.parent}.")
    with unfinished(target) as part:
        save(part)
        missing = save_octets(part)
        found = checked(part, target)
        remove_beside(part)
        part.replace(target)
        sync(target)
    click.echo(f"Saved to {target}: {found.words}. {secrets_words()}")
    if missing:
        click.echo(
            f"{missing:,} documents are missing in the store or spoiled, and so in the backup: "
            "planner check names them."
        )


def save(part: Path) -> None:
    """Save the office to a file; RuleBroken when there is none, or it is not up to date."""
    found = present()
    if found is None:
        raise RuleBroken("There is no database yet: planner migrate makes it.")
    bring_in_waiting()
    database = database_file()
    if database is not None:
        copy_file(database, part)
        return
    if found.revision != newest_revision():
        raise RuleBroken(
            f"The schema is at {found.revision}, not {newest_revision()}: run planner migrate, or "
            "save with the version that made it."
        )
    save_rows(part)


def remove_beside(part: Path) -> None:
    """Delete what SQLite left beside a file that nobody has open."""
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{part}{ending}").unlink()


def secrets_words() -> str:
    """Return what has to be kept beside a backup."""
    settings = current_app.config
    if settings["RAPPORT_SECRET_KEY"] and settings["RAPPORT_PASSWORD_SALT"]:
        return "Keep RAPPORT_SECRET_KEY and RAPPORT_PASSWORD_SALT apart from it."
    return f"Keep secret-key and password-salt of {settings['INSTANCE']} with it."


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is there.")
@click.pass_context
def restore(context: click.Context, file: Path, force: bool) -> None:
    """Bring an office back from a file of `planner backup`; tell first what would be lost."""
    source = (context.obj or Path.cwd()) / file
    if not source.is_file():
        raise RuleBroken(f"There is no file {source}.")
    database = database_file()
    if database is not None and database.exists() and source.samefile(database):
        raise RuleBroken(f"{source} is the database itself; name a backup of it.")
    place = database or current_app.config["INSTANCE"] / "rapport.sqlite"
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with unfinished(place.with_name("restoring.sqlite")) as part:
        found = read_backup(source, part)
        replaced = present()
        if replaced is not None:
            tell_loss(replaced, found, force, words_of_octets(part))
        documents = bring_octets(part, source)
        bring_up_to_date(part, found)
        kept = put_back(part, place, replaced)
    click.echo(f"Restored from {source}: {found.words}.")
    if documents:
        click.echo(f"Attachments: {documents}.")
    if kept:
        click.echo(f"What was replaced is kept in {kept}; planner restore brings it back.")
    click.echo(
        "Passwords and calendar addresses are as they were then. Put the secrets that belong to "
        "the backup in place, run planner check, and start the product."
    )


def read_backup(source: Path, part: Path) -> Contents:
    """Copy a backup beside the database and look whether it is sound."""
    from sqlite3 import DatabaseError

    try:
        copy_file(source, part)
    except DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") in {"SQLITE_FULL", "SQLITE_IOERR"}:
            raise
        raise RuleBroken(f"{source} is not a database, or it is damaged: {error}.") from error
    return checked(part, source)


def tell_loss(replaced: Contents, saved: Contents, force: bool, documents: str = "") -> None:
    """Say what the restore replaces; RuleBroken when there is something and nobody insists."""
    if replaced.is_empty:
        return
    click.echo(f"In the database:  {replaced.words}.")
    click.echo(f"In the backup:    {saved.words}.")
    if documents:
        click.echo(f"With it:          {documents} of attachments.")
    number = lost_since(saved)
    lost = f"{number:,} recorded changes since then would be lost" if number else "nothing newer"
    click.echo(f"Of the present database: {lost}.")
    if not force:
        raise RuleBroken(
            "Nothing was changed. Stop the product and add --force to replace the database; it "
            "is kept beside the new one."
        )


def bring_up_to_date(part: Path, found: Contents) -> None:
    """Run the migrations on the copy when it comes from an older version."""
    if found.revision != newest_revision():
        with office_on(part):
            upgrade(directory=str(MIGRATIONS))
            bring_derived_up_to_date()
        click.echo(f"The backup was brought from schema {found.revision} to {newest_revision()}.")


def put_back(part: Path, place: Path, replaced: Contents | None) -> Path | None:
    """Put the copy in the place of the database; return where the old one is kept."""
    kept = None
    if replaced is not None and not replaced.is_empty:
        kept = name_of_kept(place)
    if database_file() is None:
        put_rows_back(part, kept)
        return kept
    db.session.remove()
    db.engine.dispose()
    if place.exists():
        claim(place)
    remove_beside(part)
    put_in_place(part, place, kept)
    if kept is not None:
        save_octets(kept)
    return kept


def name_of_kept(place: Path) -> Path:
    """Return where a replaced database is kept: a name of this second that nothing has yet."""
    stem = f"rapport-replaced-{clock.now():%Y%m%d-%H%M%S}"
    kept, number = place.with_name(f"{stem}.sqlite"), 1
    while kept.exists():
        number += 1
        kept = place.with_name(f"{stem}-{number}.sqlite")
    return kept


def put_rows_back(part: Path, kept: Path | None) -> None:
    """Replace the rows of PostgreSQL by those of the copy, in one transaction."""
    with db.engine.connect() as connection:
        if number := others_connected(connection):
            raise RuleBroken(
                f"The database is in use by {number} connections: stop the product, then restore."
            )
    if kept is not None:
        save(kept)
        save_octets(kept)
    upgrade(directory=str(MIGRATIONS))
    with opened(part) as engine, engine.connect() as source, db.engine.begin() as target:
        carry(source, target)
