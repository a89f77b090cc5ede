"""The virus scanner: a command of the office's own that says of each file whether it may stay."""

import logging
import shlex
import subprocess
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from planner.errors import RuleBroken

HARMFUL = 1
"""The exit code by which scanners tell of a find (clamscan, clamdscan)."""
log = logging.getLogger("planner.attachments")


def scan(path: Path) -> None:
    """Have the scanner look at a file, if the office has one; RuleBroken unless it lets it pass.

    The command gets the path as its last argument, without a shell. Whatever else goes wrong
    refuses the file too: what could not be looked at does not come in.
    """
    command = shlex.split(current_app.config["RAPPORT_SCANNER"])
    if not command:
        return
    seconds = int(current_app.config["RAPPORT_SCANNER_SECONDS"])
    try:
        found = subprocess.run(  # noqa: S603 - the command is the operator's, the path is ours
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.error("the scanner took longer than %s seconds", seconds)  # noqa: TRY400
        raise not_scanned() from None
    except OSError as error:
        log.error("the scanner cannot be started: %s", error.strerror)  # noqa: TRY400
        raise not_scanned() from None
    if found.returncode == HARMFUL:
        raise RuleBroken(_("The virus scanner found something in it. Do not pass it on."))
    if found.returncode:
        log.error("the scanner ended with code %s", found.returncode)
        raise not_scanned()


def not_scanned() -> RuleBroken:
    """Return the refusal of a file that nobody could look at."""
    return RuleBroken(
        _("The virus scanner could not look at it. Try again later, or tell an administrator.")
    )
