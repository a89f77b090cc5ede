"""One's own account: what it may do, the password, the way out."""

from datetime import timedelta

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner import clock
from planner.accounts.forms import PasswordForm
from planner.accounts.mail import can_send
from planner.accounts.password_actions import change_password
from planner.accounts.password_strength import SHORTEST
from planner.accounts.session_actions import fingerprint_of
from planner.accounts.session_queries import open_sessions_of
from planner.accounts.session_views import begin_session, leave
from planner.accounts.sign_in_views import know_browser
from planner.web import kept, kept_reading
from planner.web.access import ANYONE, SIGNED_IN, may
from planner.web.browsers import keep_browser_keys
from planner.web.limits import RESET, limiter
from planner.web.log_commits import commit_log
from planner.web.session_limits import limits
from planner.web.sessions import session_key

bp = Blueprint("account", __name__, url_prefix="/account")

SLACK = timedelta(minutes=2)
"""A session was last used up to a minute later than its row says."""

OPEN_WITH_ONE_TIME_PASSWORD = {"account.password", "account.sign_out", "security.login", "static"}


@bp.app_context_processor
def words() -> dict[str, object]:
    """Give templates the length of a password and whether resets go by mail."""
    return {"shortest_password": SHORTEST, "resets_by_mail": can_send(current_app.config)}


def insist_on_own_password() -> ResponseReturnValue | None:
    """Send a user with a one-time password to the page where they choose their own."""
    if not current_user.is_authenticated or not current_user.must_change_password:
        return None
    if request.endpoint in OPEN_WITH_ONE_TIME_PASSWORD:
        return None
    if kept.keep().ref:
        sentence = _("Nothing was saved. What you typed is kept for a day: see your account.")
        flash(sentence, "warning")
    return redirect(url_for("account.password"), 303)


@bp.route("/")
@may(SIGNED_IN)
def show() -> ResponseReturnValue:
    """Show what the account may do and see."""
    user = current_user._get_current_object()
    idle, _whole = limits()
    places = open_sessions_of(user.id, clock.now() - idle - SLACK)
    here = fingerprint_of(session_key())
    forms = kept_reading.all_mine()
    return render_template("accounts/show.html", user=user, places=places, here=here, forms=forms)


@bp.route("/password", methods=["GET", "POST"])
@may(SIGNED_IN)
@limiter.limit(RESET, methods=["POST"])
def password() -> ResponseReturnValue:
    """Change one's own password; every other session ends."""
    form = PasswordForm()
    user = current_user._get_current_object()
    if form.submit(change_password, user):
        keys = know_browser(user)
        begin_session(user)
        commit_log()
        flash(_("Your password was changed. Every other session was signed out."), "success")
        response = make_response(redirect(url_for(".show"), 303))
        keep_browser_keys(response, keys)
        return response
    page = render_template("accounts/password.html", form=form, user=user)
    return page, 422 if form.errors else 200


@bp.route("/sign-out", methods=["POST"])
@may(ANYONE)
def sign_out() -> ResponseReturnValue:
    """Sign out; harmless when nobody is signed in."""
    return leave()
