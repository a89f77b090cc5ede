"""What a reader is told when a form could not be saved."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from planner.web import kept, kept_senders
from planner.web.access import viewer
from planner.web.kept_told import told
from planner.web.page_before import page_before
from planner.web.to_sign_in import NotSignedIn, to_sign_in


def answer_signed_out(_error: NotSignedIn) -> ResponseReturnValue:
    """Say what became of what nobody sent, and lead to the sign-in."""
    found = kept.keep()
    if found.ref:
        words = _("Nothing was saved. What you typed is kept for a day: sign in, and it is back.")
        flash(words, "warning")
        return to_sign_in(url_for("kept.show", ref=found.ref))
    if found.is_lost or kept_senders.owner() is None or request.method != "POST":
        return signed_out_page(found)
    flash(_("Nothing was done. Sign in, then press the button again."), "warning")
    return to_sign_in(page_before())


def signed_out_page(found: kept.Kept) -> ResponseReturnValue:
    """Return the page that says that nothing was done, and why nothing is kept."""
    page = render_template(
        "errors/signed_out.html", is_lost=found.is_lost, page=page_before(), error=None, code=403
    )
    return page, 403


def answer_stale(error: CSRFError) -> ResponseReturnValue:
    """Say that a form was too old to be trusted, and where it is again."""
    if request.endpoint == "account.sign_out" and viewer().user_id is None:
        flash(_("You are signed out."), "success")
        return redirect(url_for("security.login"), 303)
    found = kept.keep()
    page = render_template(
        "errors/stale.html", error=error, code=400, kept=told(found), page=page_before()
    )
    return page, 400
