"""`planner term`: the rows of reference tables that an office keeps, until a page edits them."""

from typing import Any

import click
from flask.cli import AppGroup

from planner import clock
from planner.db import db
from planner.shapes.term import TermChange, WrittenTerm
from planner.terms import actions
from planner.terms.models import ArmedService, Rank, RiskCategory, Theme, Topic, TransitionReason
from planner.terms.queries import kind_named, term_label, terms
from planner.viewers import EVERYTHING

TABLES = sorted(
    one.__tablename__ for one in (ArmedService, Rank, RiskCategory, Theme, Topic, TransitionReason)
)
"""Those whose rows have no fields of their own to give; kinds of event have a command apart."""


@click.group(cls=AppGroup)
def term() -> None:
    """Look after reasons, risk categories, themes, topics, ranks and armed services."""
    db.session.info["viewer"] = EVERYTHING


TABLE = click.argument("table", type=click.Choice(TABLES))
CODE = click.argument("code")
POSITION = click.option("--position", type=click.INT, help="Its place in the list, lowest first.")


@term.command("list")
@TABLE
def list_command(table: str) -> None:
    """Show every row of a table: its place, code and name."""
    for row in terms(kind_named(table)).values():
        retired = "" if row.is_offered else " (retired)"
        click.echo(f"{row.position:>5}  {row.code}  {row.label}{retired}")


@term.command("add")
@TABLE
@CODE
@click.option("--name", required=True)
@POSITION
def add_command(table: str, code: str, **given: Any) -> None:
    """Add a row to a table."""
    actions.add_term(kind_named(table), WrittenTerm(code=code, **said(given)))
    tell(table, code, "may be chosen.")


@term.command("change")
@TABLE
@CODE
@click.option("--name")
@POSITION
def change_command(table: str, code: str, **given: Any) -> None:
    """Give a row another name or place."""
    row = actions.known_term(kind_named(table), code)
    actions.change_term(row, TermChange(**said(given)))
    tell(table, code, "is changed.")


@term.command("retire")
@TABLE
@CODE
def retire_command(table: str, code: str) -> None:
    """Offer a row no more."""
    actions.retire_term(actions.known_term(kind_named(table), code), now=clock.now())
    tell(table, code, "is retired; what has it keeps it.")


@term.command("bring-back")
@TABLE
@CODE
def bring_back_command(table: str, code: str) -> None:
    """Offer a retired row again."""
    actions.bring_term_back(actions.known_term(kind_named(table), code))
    tell(table, code, "may be chosen again.")


def said(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in options.items() if value is not None}


def tell(table: str, code: str, words: str) -> None:
    """Save what was done, and say it."""
    name = term_label(kind_named(table), code)
    db.session.commit()
    click.echo(f"“{name}” {words}")
