"""The mail with a link to a new password, written when the outbox sends it."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner import clock
from planner.accounts.models import User
from planner.accounts.tokens import VALID_FOR, reset_token
from planner.db import db
from planner.outbox.letters import Letter, letter_kind
from planner.outbox.smtp import has_server
from planner.web.addresses import absolute

RESET = "reset"


def can_send(settings: Mapping[str, Any]) -> bool:
    """Say whether resets go by mail: that takes a mail server and a fixed public address.

    Without the fixed address a link would be built from what the request claims to be its
    host, which anybody can forge.
    """
    return has_server(settings) and bool(settings["RAPPORT_BASE_URL"])


@letter_kind(RESET, _l("Link to a new password"), VALID_FOR)
def reset_letter(about: dict[str, Any]) -> Letter | None:
    """Return the mail to a user; None when the account was shut meanwhile."""
    user = db.session.get(User, about["user_id"])
    settings = current_app.config
    if user is None or not user.active:
        return None
    token = reset_token(user, key=settings["SECRET_KEY"], now=clock.now())
    link = absolute(url_for("account.reset", token=token))
    body = render_template("accounts/reset_mail.txt", user=user, link=link)
    return Letter(_("Choose a new password for Rapport"), body)
