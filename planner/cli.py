"""The command-line door: `planner …`, with plain error sentences and exit codes."""

import sys
from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup

from planner.config import SettingsError
from planner.db import db
from planner.errors import RuleBroken
from planner.viewers import EVERYTHING


def make_app() -> Flask:
    """Return the application for a command, which sees everything."""
    from planner.app import create_app

    return create_app()


@click.group(cls=FlaskGroup, create_app=make_app, add_default_commands=False)
def planner() -> None:
    """Rapport: plan engagements and show whether they served their objectives."""


@planner.command()
def migrate() -> None:
    """Bring the database up to this version's schema."""
    from flask_migrate import upgrade

    upgrade()
    click.echo("The database is up to date.")


def as_command(work: Any) -> Any:
    """Run work that sees everything, and commit it."""
    db.session.info["viewer"] = EVERYTHING
    result = work()
    db.session.commit()
    return result


def main() -> None:
    """Run a command; a broken rule or setting is one sentence and exit code 1."""
    try:
        planner()
    except (SettingsError, RuleBroken) as error:
        click.echo(f"planner: {error}", err=True)
        sys.exit(1)
