"""Keeping forms, put together: kept, given back, forged ones refused."""

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from planner.web import kept
from planner.web.access import viewer
from planner.web.access_checks import check_access
from planner.web.error_outcome import TO_KEEP
from planner.web.kept_answers import answer_signed_out, answer_stale
from planner.web.kept_as_post import answer_shown
from planner.web.kept_shown import bp, show_again
from planner.web.kept_told import told_now
from planner.web.masked_tokens import init_tokens
from planner.web.sessionless import has_session
from planner.web.sessions import note_user
from planner.web.to_sign_in import NotSignedIn


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
        if app.config["WTF_CSRF_ENABLED"] and has_session():
            guard.protect(apply_exemptions=True)
        return None
