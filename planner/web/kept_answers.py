"""What a reader is told when a form could not be saved, and the form filled in again."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Flask,
    Response,
    flash,
    g,
    get_flashed_messages,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from planner.web import kept
from planner.web.access import SIGNED_IN, NotSignedIn, check_access, may, to_sign_in, viewer
from planner.web.addresses import here_asked, home, host_of, without
from planner.web.errorpages import TO_KEEP
from planner.web.formkeys import init_tokens
from planner.web.intake import LONGEST_ADDRESS
from planner.web.kept_words import ARG, SentForm
from planner.web.sessions import note_user
from planner.web.targets import local_target

bp = Blueprint("kept", __name__)
SAVED_NOTHING = {200, 422}
"""Answers of a view that shows its form."""


@bp.get("/kept/<ref>")
@may(SIGNED_IN)
def show(ref: str) -> ResponseReturnValue:
    """Lead to the form that is kept under a reference; others learn nothing, not even that."""
    if not kept.is_mine(ref):
        return redirect(home(), 303)
    words = kept.words_of(ref)
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
    if request.method != "GET" or not ref or not kept.is_mine(ref):
        return
    words = kept.words_of(ref)
    if words is None:
        flash(gone(), "info")
    elif words.address.partition("?")[0] == request.path:
        become_post(words, ref)


def become_post(words: SentForm, ref: str) -> None:
    """Give the request the fields that were typed; the door of writing stays shut for it."""
    asked: Any = request_ctx.request
    if isinstance(asked.routing_exception, MethodNotAllowed):
        adapter: Any = request_ctx.url_adapter
        rule, values = adapter.match(method="POST", return_rule=True)
        if not kept.gives_back(rule.endpoint):
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


def answer_signed_out(_error: NotSignedIn) -> ResponseReturnValue:
    """Say what became of what nobody sent, and lead to the sign-in."""
    found = kept.keep()
    if found.ref:
        words = _("Nothing was saved. What you typed is kept for a day: sign in, and it is back.")
        flash(words, "warning")
        return to_sign_in(url_for("kept.show", ref=found.ref))
    if found.is_lost or kept.owner() is None or request.method != "POST":
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


def told_now() -> dict[str, Any]:
    """Keep what was sent with a request that failed, and return what its page tells of that."""
    return told(kept.keep())


def told(found: kept.Kept) -> dict[str, Any]:
    """Return what a page needs to know of a kept form."""
    is_mine = found.user_id == viewer().user_id
    url = url_for("kept.show", ref=found.ref) if found.ref and is_mine else ""
    return {"url": url, "is_lost": found.is_lost, "is_others": bool(found.ref) and not is_mine}


def page_before() -> str:
    """Return the page on which the form or the button stood, as far as it can be told."""
    if is_page(request.path):
        return without(here_asked(), ARG)
    came_from, root = request.referrer or "", request.script_root
    address = f"/{came_from.partition('://')[2].partition('/')[2]}".partition("#")[0]
    path = address.partition("?")[0]
    is_ours = host_of(came_from) == request.host and path.startswith(root)
    if is_ours and is_page(path.removeprefix(root)):
        return local_target(without(address, ARG))
    parts = request.path.strip("/").split("/")
    paths = (f"/{'/'.join(parts[:length])}" for length in range(len(parts) - 1, 0, -1))
    return next((root + path for path in paths if is_page(path)), home())


def is_page(path: str) -> bool:
    """Say whether a path can be opened and read."""
    adapter: Any = request_ctx.url_adapter
    try:
        endpoint, _values = adapter.match(path, method="GET")
    except RequestRedirect:
        return True
    except (HTTPException, NotFound):
        return False
    return endpoint not in {"kept.show", "static"}


def init_kept(app: Flask) -> None:
    """Keep what could not be saved, give it back, and refuse forged forms."""
    guard = init_tokens(app)
    app.register_blueprint(bp)
    app.extensions[TO_KEEP] = told_now
    app.register_error_handler(NotSignedIn, answer_signed_out)
    app.register_error_handler(CSRFError, answer_stale)
    app.after_request(answer_shown)

    @app.before_request
    def look_at_forms() -> ResponseReturnValue | None:
        if viewer().user_id is not None:
            note_user(viewer().user_id)
        show_again()
        if kept.is_shown_again():
            return check_access(app)
        if app.config["WTF_CSRF_ENABLED"]:
            guard.protect(apply_exemptions=True)
        return None
