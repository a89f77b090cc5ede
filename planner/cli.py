"""The command-line door: `planner …`, with plain error sentences and exit codes."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from planner.config import SettingsError
from planner.errors import RuleBroken
from planner.server.files import keep_to_owner
from planner.server.starting import nothing_collected
from planner.troubles import sentence_for_operators

COMMANDS = {
    "backup": "planner.backups.commands:backup",
    "calendar": "planner.calendars.commands:calendar",
    "check": "planner.commands:check",
    "demo": "planner.sample.commands:demo",
    "kind": "planner.kinds.commands:kind",
    "migrate": "planner.commands:migrate",
    "outbox": "planner.outbox.commands:outbox",
    "reindex": "planner.search.commands:reindex",
    "rollup": "planner.rollup.commands:rollup",
    "restore": "planner.backups.commands:restore",
    "serve": "planner.server.commands:serve",
    "setup": "planner.start.commands:setup",
    "term": "planner.terms.commands:term",
    "user": "planner.accounts.commands:user",
    "work": "planner.jobs.commands:work",
}
"""Each command and where it lives; read only when it is asked for."""


WITHOUT_APPLICATION = frozenset({"serve"})
"""Commands for which another process builds it."""


class Planner(click.Group):
    """Finds commands in the rooms and gives them an application context."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=Planner, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="rapport")
@click.pass_context
def planner(ctx: click.Context) -> None:
    """Rapport: plan engagements and show whether they served their objectives."""
    is_built_elsewhere = ctx.invoked_subcommand in WITHOUT_APPLICATION
    if not is_built_elsewhere and not {"-h", "--help"} & set(sys.argv):
        with nothing_collected():
            from planner.app import create_app

            app = create_app()
        ctx.with_resource(app.app_context())


def main(arguments: list[str] | None = None) -> None:
    """Run a command; a broken rule or setting is one sentence and exit code 1."""
    keep_to_owner()
    caller = Path.cwd()
    if folder := os.environ.get("RAPPORT_INSTANCE"):
        os.environ["RAPPORT_INSTANCE"] = str(caller / folder)
    os.chdir(Path(__file__).parent.parent)
    try:
        planner(arguments, obj=caller)
    except (SettingsError, RuleBroken) as error:
        stop(str(error))
    except Exception as error:
        stop(sentence_of(error))


def sentence_of(error: Exception) -> str:
    """Return what a failure of the database or of a file is told as; raise anything else."""
    if sentence := sentence_for_operators(error):
        return sentence
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be used: {error.strerror}."
    raise error


def stop(sentence: str) -> None:
    """End with a sentence on standard error and exit code 1."""
    click.echo(f"planner: {sentence}", err=True)
    sys.exit(1)


def run(command: Any, *arguments: str) -> None:
    """Run one command's function, for tests."""
    command.main(list(arguments), standalone_mode=False)


if __name__ == "__main__":
    main()
