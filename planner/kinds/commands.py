"""`planner kind`: the kinds of event that an office plans, until a page edits them."""

from collections.abc import Iterable
from typing import Any

import click
from flask.cli import AppGroup

from planner import clock
from planner.choices import Family
from planner.db import db
from planner.kinds import actions
from planner.kinds.models import EventKind
from planner.kinds.queries import kind_name
from planner.shapes.event_kind import KindChange, WrittenKind
from planner.terms.actions import bring_term_back, retire_term
from planner.terms.queries import terms
from planner.viewers import EVERYTHING


@click.group(cls=AppGroup)
def kind() -> None:
    """Look after the kinds of event."""
    db.session.info["viewer"] = EVERYTHING


CODE = click.argument("code")
OBJECTIVE = click.option(
    "--objective", "objectives", multiple=True, help="What it usually serves, such as O01:0.5."
)
ASK = click.option(
    "--ask", "asks", multiple=True, help="A field of the family that it asks for; none means all."
)
LOOK = click.option(
    "--look",
    "looks_after",
    multiple=True,
    type=click.INT,
    help="After so many days somebody looks what lasted, such as 90.",
)
POSITION = click.option("--position", type=click.INT, help="Its place in lists, lowest first.")


@kind.command("list")
def list_command() -> None:
    """Show every kind: its place, code, family and name."""
    for row in terms(EventKind).values():
        retired = "" if row.is_offered else " (retired)"
        family = row.traits["family"].value
        looks = "".join(f" {days}" for days in row.traits["looks_after"] or ())
        looks = f"  (looks after{looks} days)" if looks else ""
        click.echo(f"{row.position:>5}  {row.code}  [{family}]  {row.label}{retired}{looks}")


@kind.command("add")
@CODE
@click.option("--family", type=click.Choice([one.value for one in Family]), required=True)
@click.option("--name", required=True)
@POSITION
@ASK
@OBJECTIVE
@LOOK
def add_command(code: str, family: str, name: str, **more: Any) -> None:
    """Add a kind under a family."""
    actions.add_kind(WrittenKind(code=code, family=Family(family), name=name, **given(more)))
    keep(f"“{name}” may be planned.")


@kind.command("change")
@CODE
@click.option("--name")
@POSITION
@ASK
@OBJECTIVE
@LOOK
@click.option("--ask-all", is_flag=True, help="Ask for all that the family declares.")
@click.option("--no-looks", is_flag=True, help="Nobody looks later what lasted.")
def change_command(code: str, name: str | None, ask_all: bool, no_looks: bool, **more: Any) -> None:
    """Change a kind's name, its place, what it asks for or serves, when somebody looks later."""
    values = given(more) | ({"name": name} if name else {}) | ({"asks": None} if ask_all else {})
    values |= {"looks_after": ()} if no_looks else {}
    actions.change_kind(actions.known_row(code), KindChange(**values))
    keep(f"“{kind_name(code)}” is changed.")


@kind.command("retire")
@CODE
def retire_command(code: str) -> None:
    """Offer a kind no more for new events."""
    retire_term(actions.known_row(code), now=clock.now())
    keep(f"“{kind_name(code)}” is retired; events that have it keep it.")


@kind.command("bring-back")
@CODE
def bring_back_command(code: str) -> None:
    """Offer a retired kind again."""
    bring_term_back(actions.known_row(code))
    keep(f"“{kind_name(code)}” may be planned again.")


@kind.command("remove")
@CODE
def remove_command(code: str) -> None:
    """Remove a kind that no event and no programme has."""
    actions.remove_kind(actions.known_row(code))
    keep(f"The kind {code} is removed.")


def keep(words: str) -> None:
    """Save what was done, and say it."""
    db.session.commit()
    click.echo(words)


def given(options: dict[str, Any]) -> dict[str, Any]:
    """Return what was said on the command line, as a shape takes it."""
    found = {name: value for name, value in options.items() if value not in (None, ())}
    if "objectives" in found:
        found["objectives"] = list(served(found["objectives"]))
    return found


def served(pairs: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Give code and weight of each objective."""
    for pair in pairs:
        code, _colon, weight = pair.rpartition(":")
        yield {"objective_code": code, "weight": weight}
