"""The way back to a kept form, filled in again."""

from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.web import kept_reading
from planner.web.access import SIGNED_IN, may
from planner.web.addresses import home
from planner.web.intake import LONGEST_ADDRESS
from planner.web.kept_as_post import become_post
from planner.web.kept_words import ARG
from planner.web.targets import local_target

bp = Blueprint("kept", __name__)


@bp.get("/kept/<ref>")
@may(SIGNED_IN)
def show(ref: str) -> ResponseReturnValue:
    """Lead to the form that is kept under a reference; others learn nothing, not even that."""
    if not kept_reading.is_mine(ref):
        return redirect(home(), 303)
    words = kept_reading.words_of(ref)
    if words is None:
        flash(gone(), "info")
        return redirect(home(), 303)
    return redirect(local_target(request.script_root + filled(words.address, ref)), 303)


def filled(address: str, ref: str) -> str:
    """Return the address that shows a form filled in again."""
    joined = f"{address}{'&' if '?' in address else '?'}{urlencode({ARG: ref})}"
    if len(joined) <= LONGEST_ADDRESS:
        return joined
    return filled(address.partition("?")[0], ref)


def gone() -> str:
    """Return the sentence for a form that is not kept any more."""
    return str(_("That form is not kept any more: it was saved, or a day has passed."))


def show_again() -> None:
    """Handle a page asked for with a kept form as if the form had been sent, but save nothing.

    So every page shows what was typed the way it does after a refusal.
    """
    ref = request.args.get(ARG, "")
    if request.method != "GET" or not ref or not kept_reading.is_mine(ref):
        return
    words = kept_reading.words_of(ref)
    if words is None:
        flash(gone(), "info")
    elif words.address.partition("?")[0] == request.path:
        become_post(words, ref)
