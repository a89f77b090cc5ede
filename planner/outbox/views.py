"""The outbox, for administrators: to whom, when, and what became of it; never the words."""

from collections.abc import Callable

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.outbox.actions import stop_mail, try_mail_now
from planner.outbox.columns import MAILS
from planner.outbox.models import Mail
from planner.outbox.queries import mail_page
from planner.outbox.smtp import has_server
from planner.outbox.words import error_words
from planner.web.access import may
from planner.web.forms import ActionForm
from planner.web.paging import Page, asked_keys

bp = Blueprint("outbox", __name__, url_prefix="/outbox")


@bp.get("/")
@may("administer")
def index() -> ResponseReturnValue:
    """Show the mails, newest first."""
    return render_template(
        "outbox/index.html",
        page=Page(mail_page(**asked_keys())),
        columns=MAILS.page_columns,
        has_server=has_server(current_app.config),
        error_words=error_words,
    )


def pressed(mail_id: int, action: Callable[..., Mail], done: str) -> ResponseReturnValue:
    """Take one step with a mail, and show them all."""
    form, mail = ActionForm(), db.get_or_404(Mail, mail_id)
    if form.submit(action, mail, now=now()):
        flash(done, "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:mail_id>/try")
@may("administer")
def try_again(mail_id: int) -> ResponseReturnValue:
    """Let the next try follow at once."""
    return pressed(mail_id, try_mail_now, _("The mail is tried again now."))


@bp.post("/<id:mail_id>/stop")
@may("administer")
def stop(mail_id: int) -> ResponseReturnValue:
    """Keep a mail from being sent."""
    return pressed(mail_id, stop_mail, _("The mail is not sent."))


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
