"""Rows carried from one database to another, of whichever kind: the backup of PostgreSQL."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import Connection, bindparam

from planner.app import create_app
from planner.backups.contents import MIGRATIONS
from planner.backups.queries import own_links, rows_of
from planner.config import SETTINGS
from planner.db import db
from planner.search.indexing import rebuild


@contextmanager
def office_on(path: Path) -> Iterator[None]:
    """Work on an SQLite file as the office's database for a while."""
    settings = {setting.name: current_app.config[setting.name] for setting in SETTINGS} | {
        "RAPPORT_ENV": "embedded",
        "RAPPORT_DATABASE_URL": f"sqlite:///{path}",
        "RAPPORT_SECRET_KEY": current_app.config["SECRET_KEY"],
        "RAPPORT_PASSWORD_SALT": current_app.config["SECURITY_PASSWORD_SALT"],
    }
    logger = logging.getLogger("planner")
    handlers = logger.handlers
    app = create_app(settings)
    try:
        with app.app_context():
            yield
            db.session.remove()
            db.engine.dispose()
    finally:
        logger.handlers = handlers


def save_rows(target: Path) -> None:
    """Write every row, as of one moment, into a new SQLite file of the same schema."""
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as source:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with office_on(target):
            upgrade(directory=str(MIGRATIONS))
            with db.engine.begin() as copy:
                carry(source, copy)


def carry(source: Connection, target: Connection) -> None:
    """Replace every row of the target by the rows of the source; words to search come anew."""
    tables = db.metadata.sorted_tables
    for table in reversed(tables):
        target.execute(table.delete())
    for table in tables:
        links = own_links(table)
        linked: list[dict[str, Any]] = []
        for rows in rows_of(source, table):
            linked += [{f"new_{name}": row[name] for name in row} for row in rows if links]
            bare = dict.fromkeys((column.name for column in links), None)
            target.execute(table.insert(), [row | bare for row in rows])
        if linked := [row for row in linked if any(row[f"new_{link.name}"] for link in links)]:
            keys = list(table.primary_key.columns)
            statement = table.update().where(*(key == bindparam(f"new_{key.name}") for key in keys))
            values: dict[str, Any] = {link.name: bindparam(f"new_{link.name}") for link in links}
            names = [f"new_{column.name}" for column in (*keys, *links)]
            rows = [{name: row[name] for name in names} for row in linked]
            target.execute(statement.values(values), rows)
    if target.dialect.name == "postgresql":
        count_on(target)
    rebuild(target)


def count_on(connection: Connection) -> None:
    """Let new rows of PostgreSQL get numbers after those that were brought in."""
    for table in db.metadata.sorted_tables:
        if "id" in table.columns:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608
                f" (SELECT max(id) FROM {table.name}))"
            )
