"""Sessions: begun at sign-in, shown on the account page, ended here or from elsewhere."""

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import DBAPIError

from planner import clock
from planner.accounts.last_use import keep_seen
from planner.accounts.models import OpenSession, User
from planner.accounts.session_actions import (
    end_one,
    end_session_of,
    fingerprint_of,
    leave_elsewhere,
    open_session,
)
from planner.accounts.session_queries import session_of_user
from planner.accounts.signals import signed_out
from planner.db import db
from planner.troubles import trouble_of
from planner.web.access import SIGNED_IN, may
from planner.web.browsers import browser_keys
from planner.web.forms import ActionForm
from planner.web.limits import address
from planner.web.log_commits import commit_log
from planner.web.sessions import end_session, session_key, start_session

bp = Blueprint("sessions", __name__, url_prefix="/account/sessions")


def begin_session(user: User) -> None:
    """Open a session for the user and let the cookie carry its key."""
    agent = request.headers.get("User-Agent", "")
    start_session(open_session(user, address=address(), agent=agent, now=clock.now()))


def say_that_it_ended() -> None:
    """Forget a cookie whose session was ended elsewhere, and say so on the next page."""
    if session_key() and not current_user.is_authenticated:
        end_session(_("This sign-in was ended. Sign in again."))


def note_seen(response: Response) -> Response:
    """Keep when the session was last used, once a minute; the page does not wait for it."""
    if g.pop("is_seen_anew", False) and session_key():
        keep_seen(fingerprint_of(session_key()), clock.now())
    return response


def browser_words(place: OpenSession) -> str:
    """Return the browser of a session in words."""
    if place.browser and place.system:
        return str(_("%(browser)s on %(system)s", browser=place.browser, system=place.system))
    return place.browser or place.system or str(_("Another browser"))


def leave() -> ResponseReturnValue:
    """Sign out of this browser, whatever the database says; harmless when nobody is signed in."""
    is_ended = not current_user.is_authenticated or end_here()
    end_session()
    flash(_("You are signed out."), "success")
    if not is_ended:
        flash(
            _(
                "The database took no changes: should somebody hold a copy of this sign-in, it "
                "ends only after its time limit. Sign in again later and sign out everywhere."
            ),
            "warning",
        )
    return redirect(url_for("security.login"), 303)


def end_here() -> bool:
    """End the session on the server; say whether the database took that.

    Else the line of the history waits, and the cookie is forgotten all the same.
    """
    try:
        end_session_of(session_key())
        signed_out.send(current_app, user=myself())
        commit_log()
    except DBAPIError as error:
        if trouble_of(error) is None:
            raise
        db.session.rollback()
        signed_out.send(current_app, user=myself())
        commit_log()
        return False
    return True


def myself() -> User:
    """Return the user who is signed in."""
    user: User = current_user._get_current_object()
    return user


@bp.route("/<id:session_id>/end", methods=["POST"])
@may(SIGNED_IN)
def end(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions."""
    found = session_of_user(myself().id, session_id)
    if found is None:
        abort(404)
    if found.key_hash == fingerprint_of(session_key()):
        return leave()
    if ActionForm().submit(end_one, found):
        note_and_say(_("That browser is signed out."))
    return redirect(url_for("account.show"), 303)


@bp.route("/end-others", methods=["POST"])
@may(SIGNED_IN)
def end_others() -> ResponseReturnValue:
    """Sign out everywhere else."""
    if ActionForm().submit(leave_elsewhere, myself(), but=session_key(), keys=browser_keys()):
        note_and_say(_("You are signed out everywhere else."))
    return redirect(url_for("account.show"), 303)


@bp.route("/end-all", methods=["POST"])
@may(SIGNED_IN)
def end_all() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    user = myself()
    if not ActionForm().submit(leave_elsewhere, user):
        return redirect(url_for("account.show"), 303)
    signed_out.send(current_app, user=user)
    commit_log()
    end_session()
    flash(_("You are signed out everywhere."), "success")
    return redirect(url_for("security.login"), 303)


def note_and_say(sentence: str) -> None:
    """Write the sign-out into the history and say what was done."""
    signed_out.send(current_app, user=myself())
    commit_log()
    flash(sentence, "success")
