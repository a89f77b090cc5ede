"""Flask-Migrate, made when a command asks for it: a worker that serves pages needs no Alembic."""

from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy


class LaterMigrations:
    """Stands where Flask-Migrate keeps its settings, and becomes them when one is asked for."""

    def __init__(self, app: Flask, database: SQLAlchemy) -> None:
        self._made_for = (app, database)

    def __getattr__(self, name: str) -> Any:
        """Return a setting of Flask-Migrate, which from then on is there itself."""
        from flask_migrate import Migrate

        app, database = self._made_for
        options = {"render_as_batch": True, "compare_type": True}
        Migrate(app, database, directory="migrations", **options)
        return getattr(app.extensions["migrate"], name)
