"""A page asked for with a kept form is handled as if the form had been sent, and saves nothing."""

from http import HTTPStatus
from typing import Any

from flask import Response, flash, g, get_flashed_messages, render_template
from flask.globals import request_ctx
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import MethodNotAllowed

from planner.web import kept, kept_sent
from planner.web.kept_words import SentForm

SAVED_NOTHING = {200, 422}
"""Answers of a view that shows its form."""


def become_post(words: SentForm, ref: str) -> None:
    """Give the request the fields that were typed; the door of writing stays shut for it."""
    asked: Any = request_ctx.request
    if isinstance(asked.routing_exception, MethodNotAllowed):
        adapter: Any = request_ctx.url_adapter
        rule, values = adapter.match(method="POST", return_rule=True)
        if not kept_sent.gives_back(rule.endpoint):
            return
        asked.url_rule, asked.view_args, asked.routing_exception = rule, values, None
    asked.method = "POST"
    asked.__dict__["form"] = ImmutableMultiDict(words.fields)
    g.shown_ref, g.shown_words, g.csrf_valid = ref, words, True
    flash(_("Here is what you typed. Nothing of it is saved yet: look it over, then save."), "info")


def answer_shown(response: Response) -> Response:
    """Answer 200 with the form; or with the bare words when their page is not there any more."""
    if not kept.is_shown_again():
        return response
    request_ctx.request.method = "GET"
    if response.status_code in SAVED_NOTHING:
        response.status_code = 200
        return response
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return response
    get_flashed_messages()  # what was said of the page that is not shown
    page = render_template("errors/typed.html", words=g.shown_words.typed)
    return Response(page, content_type="text/html; charset=utf-8")
