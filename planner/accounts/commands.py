"""The commands `planner user …`: the first administrator, and help when nobody can sign in."""

import sys
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from planner import clock
from planner.accounts.actions import add_user, deactivate_user, reactivate_user
from planner.accounts.brakes import hashed_name
from planner.accounts.models import User
from planner.accounts.password_actions import reset_password
from planner.accounts.queries import user_by_email, users
from planner.accounts.sign_in_actions import forget_failures
from planner.choices import Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.partners.queries import nation_codes
from planner.shapes.user import NewUser
from planner.viewers import EVERYTHING
from planner.web.log_commits import commit_log
from planner.web.nationwords import nation_of

user = AppGroup("user", help="Add, list, reset, lock and unlock users.")

CEILINGS = {marking.name.lower().replace("_", "-"): marking for marking in Marking}


def user_of(email: str) -> User:
    """Return the user of an address; raise RuleBroken when there is none."""
    found = user_by_email(email)
    if found is None:
        raise RuleBroken(f"There is no user with the address {email}.")
    return found


def see_everything() -> None:
    """Let the command see every row."""
    db.session.info["viewer"] = EVERYTHING


def read_password(from_stdin: bool) -> str | None:
    """Return the password of standard input or of a hidden prompt; None: make one."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n") or None
    if not sys.stdin.isatty():
        return None
    typed = click.prompt(
        "Password (empty: a one-time password is made)",
        hide_input=True,
        default="",
        show_default=False,
        confirmation_prompt=True,
    )
    return str(typed) or None


@user.command("add")
@click.argument("email")
@click.option("--name", default="", help="Name; the address when left out.")
@click.option("--role", "roles", multiple=True, type=click.Choice([r.value for r in Role]))
@click.option("--all-nations", is_flag=True, help="Let the user see events with every nation.")
@click.option("--nation", "nations", multiple=True, help="Nation in scope, by name or code.")
@click.option("--ceiling", type=click.Choice(list(CEILINGS)), default="official")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(email: str, roles: tuple[str, ...], password_stdin: bool, **rest: Any) -> None:
    """Add a user; the first one should have the role administrator."""
    see_everything()
    codes = [nation_of(name) for name in rest["nations"]]
    if unknown := set(codes) - nation_codes():
        raise RuleBroken(f"There is no nation {', '.join(sorted(unknown))}.")
    new = NewUser(
        email=email,
        name=rest["name"] or email,
        roles=tuple(Role(role) for role in roles or ("administrator",)),
        ceiling=CEILINGS[rest["ceiling"]],
        has_all_nations=rest["all_nations"],
        nations=tuple(codes),
    )
    added, once = add_user(new, now=clock.now(), password=read_password(password_stdin))
    commit_log()
    click.echo(f"{added.email} was added.")
    tell_once(once)


def tell_once(password: str | None) -> None:
    """Print a one-time password."""
    if password:
        click.echo(f"One-time password: {password}")
        click.echo("It is shown only now, and must be changed at the first sign-in.")


@user.command("reset")
@click.argument("email")
def reset(email: str) -> None:
    """Give a user a one-time password and forget failed sign-ins."""
    see_everything()
    found = user_of(email)
    once = reset_password(found)
    forget_failures(hashed_name(found.email, current_app.config["SECRET_KEY"]))
    commit_log()
    tell_once(once)


@user.command("list")
def list_users() -> None:
    """List the users: address, name, roles, state."""
    see_everything()
    for one in users():
        roles = ", ".join(sorted(one.role_set))
        state = "active" if one.active else "locked"
        click.echo(f"{one.email}\t{one.name}\t{roles}\t{state}")


@user.command("lock")
@click.argument("email")
def lock(email: str) -> None:
    """Shut a user out at once."""
    see_everything()
    deactivate_user(user_of(email), by_id=None)
    commit_log()
    click.echo(f"{email} is locked. What they own is handed over on their page under Users.")


@user.command("unlock")
@click.argument("email")
def unlock(email: str) -> None:
    """Let a user in again, and forget failed sign-ins."""
    see_everything()
    found = reactivate_user(user_of(email))
    forget_failures(hashed_name(found.email, current_app.config["SECRET_KEY"]))
    commit_log()
    click.echo(f"{email} may sign in again.")


def init_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(user)
