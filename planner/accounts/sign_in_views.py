"""Signing in: Flask-Security checks the password, the lock-out stands before it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError

from planner import clock
from planner.accounts.forms import SignInForm
from planner.accounts.sign_in_actions import LockOut, hashed_name, note_sign_in, note_try
from planner.accounts.signals import sign_in_failed, signed_in
from planner.db import db
from planner.web.forms import commit_log
from planner.web.limits import address
from planner.web.sessions import local_path, start_session

View = Callable[..., Any]


def lock_out() -> LockOut:
    """Return the lock-out of the settings."""
    settings = current_app.config
    minutes = int(settings["RAPPORT_LOCKOUT_MINUTES"])
    return LockOut(int(settings["RAPPORT_LOCKOUT_TRIES"]), timedelta(minutes=minutes))


def with_lock_out(check_password: View) -> View:
    """Return the sign-in view: count the try, let Flask-Security check it, start the session."""

    @wraps(check_password)
    def sign_in() -> ResponseReturnValue:
        if current_user.is_authenticated:
            return redirect("/", 303)
        if request.method != "POST":
            page: ResponseReturnValue = check_password()
            return page
        if not (request.form.get("email") and request.form.get("password")):
            return ask_again()
        name_hash = hashed_name(request.form.get("email", ""), current_app.config["SECRET_KEY"])
        if not note_try(name_hash, address(), rule=lock_out(), now=clock.now()):
            db.session.rollback()
            return refuse_locked()
        commit_log()
        answer: Any = check_password()
        if not current_user.is_authenticated:
            sign_in_failed.send(current_app)
            commit_log()
            return answer, 422
        return welcome(name_hash)

    return sign_in


def ask_again() -> ResponseReturnValue:
    """Answer a form that lacks the name or the password; that is no try."""
    form = SignInForm()
    form.validate()
    return render_template("accounts/sign_in.html", login_user_form=form), 422


def refuse_locked() -> ResponseReturnValue:
    """Answer a try during a lock-out, the same for every name."""
    form = SignInForm()
    minutes = lock_out().lasts // timedelta(minutes=1)
    form.refuse(_("Too many tries. Wait %(minutes)d minutes, then try again.", minutes=minutes))
    sign_in_failed.send(current_app)
    commit_log()
    page = render_template("accounts/sign_in.html", login_user_form=form)
    return page, 429, {"Retry-After": str(minutes * 60)}


def welcome(name_hash: str) -> ResponseReturnValue:
    """Start the session anew and go where the person wanted to go."""
    start_session()
    user = current_user._get_current_object()
    try:
        note_sign_in(user, name_hash, now=clock.now())
        signed_in.send(current_app, user=user)
        commit_log()
    except StaleDataError:  # signed in twice at the same moment: either note will do
        db.session.rollback()
    return redirect(local_path(request.form.get("next") or request.args.get("next")), 303)
