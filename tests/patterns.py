"""What tests copy and do not make again: a migrated database, compiled templates, an office.

A run of several processes has one folder of them. Whoever comes first makes a pattern; the
others wait for it.
"""

import fcntl
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import text

from planner.app import create_app
from planner.db import db
from planner.sample.loader import load
from planner.server.files import private_file
from planner.viewers import EVERYTHING
from tests.factories import numbered_apart

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")


class Patterns:
    """A folder of things made once, by name."""

    def __init__(self, home: Path) -> None:
        self.home = home / "patterns"
        self.home.mkdir(exist_ok=True)
        self._on_postgres: dict[str, str] = {}

    def folder(self, name: str) -> Path:
        """Return a folder that all processes share."""
        found = self.home / name
        found.mkdir(exist_ok=True)
        return found

    def made(self, name: str, make: Callable[[Path], None]) -> Path:
        """Return what `make` puts at a path, made by the first who asks for the name."""
        found = self.home / name
        with (self.home / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not found.exists():
                make(made := self.home / f"{name}.making")
                made.replace(found)
        return found

    def migrated(self, revision: str = "head") -> Path:
        """Return an SQLite file on a schema, the newest by default, without rows of an office."""
        return self.made(f"migrated-{revision}.sqlite", lambda path: make_migrated(path, revision))

    def migrated_in(self, folder: Path, revision: str = "head") -> None:
        """Put a copy of it into the folder of an office."""
        folder.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(self.migrated(revision), private_file(folder / "rapport.sqlite"))

    def rows(self, name: str, make: Callable[[], Any]) -> Any:
        """Put the rows that `make` makes into the test's database; return what it returned.

        The first who asks for the name makes them, the others copy what was made; so `make`
        begins with what the migrations made, and returns keys and words, not rows.
        """

        def made() -> str:
            with numbered_apart():
                answer = json.dumps(make())
            db.session.commit()
            return answer

        if db.engine.dialect.name == "postgresql":
            answer = self.rows_on_postgres(name, made)
        else:
            answer = self.rows_on_sqlite(name, made)
        db.session.info["viewer"] = EVERYTHING
        return answer

    def rows_on_sqlite(self, name: str, make: Callable[[], str]) -> Any:
        """Put them there from a file that all processes share."""
        words = self.home / f"{name}.json"

        def keep(path: Path) -> None:
            words.write_text(make())
            save(Path(str(db.engine.url.database)), path)

        found = self.made(f"{name}.sqlite", keep)
        db.session.remove()
        with closing(sqlite3.connect(found)) as kept, closing(db.engine.raw_connection()) as used:
            kept.backup(used.driver_connection)
        return json.loads(words.read_text())

    def rows_on_postgres(self, name: str, make: Callable[[], str]) -> Any:
        """Put them there from tables that this process keeps beside the office's own."""
        if name in self._on_postgres:
            db.session.remove()
            with db.engine.begin() as connection:
                connection.execute(text("SELECT pattern.put_back(:name)"), {"name": name})
        else:
            self._on_postgres[name] = make()
            db.session.remove()
            with db.engine.begin() as connection:
                connection.execute(text("SELECT pattern.keep(:name)"), {"name": name})
        return json.loads(self._on_postgres[name])

    def load_sample(self, nation: str, now: datetime) -> dict[str, str]:
        """Put a nation's sample office into the test's database; return its users' passwords."""
        return dict(self.rows(f"sample-{nation}-{now:%Y-%m-%d}", lambda: load(nation, now)))


def make_migrated(path: Path, revision: str) -> None:
    """Put a migrated database, complete in one file, at a path."""
    with TemporaryDirectory() as folder:
        migrate({"RAPPORT_INSTANCE": folder}, revision)
        save(Path(folder) / "rapport.sqlite", path)


def migrate(settings: Mapping[str, str], revision: str) -> None:
    """Bring the empty database of some settings to a schema."""
    with create_app({"TESTING": True, **settings}).app_context():
        upgrade(directory=MIGRATIONS, revision=revision)
        db.session.remove()
        db.engine.dispose()


def save(database: Path, path: Path) -> None:
    """Put a copy of a database, complete in one file, at a path."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
