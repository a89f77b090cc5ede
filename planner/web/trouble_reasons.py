"""What stands beside a form that the database did not take, and in the log."""

import logging

from flask import g
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from planner.troubles import Trouble, trouble_of
from planner.web.trouble_words import WORDS
from planner.web.what_was_saved import is_unsure


def reason(error: Exception) -> str:
    """Return the sentence for a form that could not be saved; raise what has no sentence."""
    if isinstance(error, IntegrityError):
        logger().info("integrity: %s", type(error.orig).__name__)
        return str(
            _("This clashes with something that was saved before. Change it, then save again.")
        )
    trouble = trouble_of(error)
    if trouble is None:
        raise error
    note(trouble, error)
    if trouble is Trouble.GONE and is_unsure():
        return unsure()
    return str(WORDS[trouble].beside_form)


def unsure() -> str:
    """Return the sentence for a save whose end nobody saw."""
    return str(
        _(
            "The database went away while this was being saved. It may have been saved: look "
            "before you send it again."
        )
    )


def logger() -> logging.Logger:
    """Return the product's log."""
    return logging.getLogger("planner")


def note(trouble: Trouble, error: BaseException) -> None:
    """Write a line to the log, without the statement, and let the answer carry the right code."""
    if trouble is not Trouble.CONFLICT:
        g.trouble = trouble
    level = logging.ERROR if trouble in {Trouble.DAMAGED, Trouble.BEHIND} else logging.WARNING
    found = getattr(error, "orig", None) or error
    code = getattr(found, "sqlite_errorname", None) or getattr(found, "sqlstate", None) or "-"
    logger().log(level, "database %s: %s %s", trouble, type(found).__name__, code)
