"""A form that was saved before is led to the first answer."""

from flask import abort, current_app, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.web.once import sent
from planner.web.queries import Spent, spent_key
from planner.web.sending import Sending, read_sending
from planner.web.targets import local_target


def lead_to_first_answer() -> ResponseReturnValue | None:
    """Answer a form that was saved before with the way to what it made."""
    g.sending = sending = read_sending()
    if sending and sending.spent and sending.is_the_same and sending.spent.answer:
        return lead(sending.spent)
    return None


def lead(spent: Spent) -> ResponseReturnValue:
    """Say that it was saved already and go where the first answer went."""
    if spent.is_shown_once:
        text = _(
            "This was done already. What the first answer showed is not shown twice; "
            "if you missed it, ask for a new one here."
        )
    else:
        text = _("This was saved already.")
    flash(text, "info")
    return redirect(local_target(spent.answer), 303)


def twin_answer() -> Sending | None:
    """After a clash: lead to the winner's answer if it was the key that clashed.

    Returns the sending when the twin's words were others, or its answer was in place.
    """
    sending = sent()
    if sending is None:
        return None
    sending.spent = spent_key(sending.user_id, sending.key_hash)
    if sending.spent is None:
        return None
    if sending.is_the_same and sending.spent.answer:
        abort(current_app.make_response(lead(sending.spent)))
    return sending
