"""Pages on which somebody who cannot sign in asks for a link, and chooses a new password."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.accounts.account_views import bp
from planner.accounts.forms import AskResetForm, NewPasswordForm
from planner.accounts.mail import can_send
from planner.accounts.models import User
from planner.accounts.password_actions import ask_for_link, choose_password
from planner.accounts.tokens import fingerprint, read_token
from planner.db import db
from planner.web.access import ANYONE, may
from planner.web.limits import RESET, address, limiter


@bp.route("/reset", methods=["GET", "POST"])
@may(ANYONE)
@limiter.limit(RESET, key_func=address, methods=["POST"])
def ask_reset() -> ResponseReturnValue:
    """Send a link by mail, or say whom to ask; the answer never tells who has an account."""
    form = AskResetForm()
    if not can_send(current_app.config):
        return render_template("accounts/reset_by_administrator.html")
    if form.submit(ask_for_link, now=clock.now()):
        return render_template("accounts/reset_sent.html")
    return render_template("accounts/ask_reset.html", form=form), 422 if form.errors else 200


def user_of_token(token: str) -> User | None:
    """Return the active user whose unused link it is."""
    key = current_app.config["SECRET_KEY"]
    found = read_token(token, key=key, now=clock.now())
    user = db.session.get(User, found[0]) if found else None
    if user is None or not found or not user.active or fingerprint(user, key) != found[1]:
        return None
    return user


@bp.route("/reset/<token>", methods=["GET", "POST"])
@may(ANYONE)
@limiter.limit(RESET, key_func=address, methods=["POST"])
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password with the link of a mail."""
    user = user_of_token(token)
    if user is None:
        return render_template("accounts/reset_invalid.html"), 404
    form = NewPasswordForm()
    if form.submit(choose_password, user):
        flash(_("Your password was changed. Sign in with it."), "success")
        return redirect(url_for("security.login"), 303)
    return render_template("accounts/reset.html", form=form), 422 if form.errors else 200
