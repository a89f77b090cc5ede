"""Signing in: Flask-Security checks the password, the brakes stand before it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from math import ceil
from typing import Any

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from planner import clock
from planner.accounts.brakes import Brake, Try, hashed_name, rules
from planner.accounts.models import BrakeKind, User
from planner.accounts.session_actions import fingerprint_of, purge_sessions, remember_browser
from planner.accounts.session_queries import known_browser
from planner.accounts.session_views import begin_session
from planner.accounts.sign_in_actions import note_sign_in, note_try
from planner.accounts.sign_in_forms import SignInForm
from planner.accounts.signals import sign_in_failed, signed_in
from planner.db import db
from planner.web import kept_reading, kept_rows
from planner.web.addresses import home
from planner.web.browsers import browser_keys, keep_browser_keys
from planner.web.limits import address
from planner.web.log_commits import commit_log
from planner.web.session_limits import limits
from planner.web.targets import local_target

View = Callable[..., Any]


def rules_of_settings() -> dict[BrakeKind, Brake]:
    """Return the brakes' rules as the settings ask."""
    settings = current_app.config
    longest = timedelta(minutes=int(settings["RAPPORT_SIGN_IN_WAIT_MINUTES"]))
    return rules(int(settings["RAPPORT_SIGN_IN_TRIES"]), longest)


def this_try() -> Try:
    """Return the try that the request is."""
    email = request.form.get("email", "").strip().lower()
    browser = known_browser(email, [fingerprint_of(key) for key in browser_keys()])
    name_hash = hashed_name(email, current_app.config["SECRET_KEY"])
    return Try(name_hash, address(), browser.id if browser else None)


def with_brakes(check_password: View) -> View:
    """Return the sign-in view: count the try, let Flask-Security check it, start the session."""

    @wraps(check_password)
    def sign_in() -> ResponseReturnValue:
        if current_user.is_authenticated:
            return redirect(home(), 303)
        if request.method != "POST":
            page: ResponseReturnValue = check_password()
            return page
        if not (request.form.get("email") and request.form.get("password")):
            return ask_again()
        one = this_try()
        if wait := note_try(one, by=rules_of_settings(), now=clock.now()):
            db.session.rollback()
            return ask_to_wait(wait)
        commit_log()
        answer: Any = check_password()
        if not current_user.is_authenticated:
            sign_in_failed.send(current_app)
            commit_log()
            return answer, 422
        return welcome(one)

    return sign_in


def ask_again() -> ResponseReturnValue:
    """Answer a form that lacks the name or the password; that is no try."""
    form = SignInForm()
    form.validate()
    return render_template("accounts/sign_in.html", login_user_form=form), 422


def ask_to_wait(wait: timedelta) -> ResponseReturnValue:
    """Answer a try that comes too soon, the same for every name; nothing is written for it."""
    form = SignInForm()
    form.refuse(_("Too many wrong tries. Wait %(time)s, then try again.", time=in_words(wait)))
    page = render_template("accounts/sign_in.html", login_user_form=form)
    return page, 429, {"Retry-After": str(int(wait.total_seconds()))}


def in_words(wait: timedelta) -> str:
    """Return how long to wait, in seconds or else in minutes."""
    seconds = int(wait.total_seconds())
    if seconds < 90:
        return str(ngettext("%(num)d second", "%(num)d seconds", seconds))
    return str(ngettext("%(num)d minute", "%(num)d minutes", ceil(seconds / 60)))


def welcome(one: Try) -> ResponseReturnValue:
    """Start the session anew and go where the person wanted to go."""
    user, now = current_user._get_current_object(), clock.now()
    keys = know_browser(user)
    begin_session(user)
    idle, whole = limits()
    purge_sessions(idle=idle, whole=whole, now=now)
    kept_rows.sweep()
    signed_in.send(current_app, user=user)
    note_sign_in(user, one, now=now)
    commit_log()
    asked = request.form.get("next") or request.args.get("next")
    tell_kept_forms(user, asked or "")
    response = make_response(redirect(local_target(asked), 303))
    keep_browser_keys(response, keys)
    return response


def tell_kept_forms(user: User, asked: str) -> None:
    """Say that forms are kept, unless the way leads to one of them."""
    if kept_reading.has_some(user.id) and not asked.startswith(url_for("kept.show", ref="")):
        flash(_("A form that could not be saved is kept for you: see your account."), "info")


def know_browser(user: User) -> list[str]:
    """Remember this browser for the user; return the keys that its cookie holds from now on."""
    keys = browser_keys()
    new, old = remember_browser(user, keys, now=clock.now())
    return [new, *(key for key in keys if key != old)]
