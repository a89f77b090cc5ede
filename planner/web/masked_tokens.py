"""The session’s token against forged requests, masked anew in each answer.

Its length in a compressed page tells nothing; see docs/decisions/compressed-answers.md.
"""

from flask import Flask, current_app, g, session
from flask_wtf.csrf import CSRFProtect, _FlaskFormCSRF, generate_csrf
from itsdangerous import URLSafeTimedSerializer

from planner.web.masks import mask, unmask

TOKEN = "csrf_token"  # noqa: S105 - the name of a field


def masked_token(**_how: object) -> str:
    """Return the session's token, masked with a new pad for each answer."""
    if "masked_token" not in g:
        if TOKEN not in session:
            generate_csrf()
        g.masked_token = mask(str(session[TOKEN]))
    found: str = g.masked_token
    return found


class MaskedTokens(CSRFProtect):
    """Flask-WTF's guard against forged requests, for masked tokens."""

    def _get_csrf_token(self) -> str | None:
        """Return what was sent as Flask-WTF expects it: unmasked and signed."""
        found: str | None = super()._get_csrf_token()
        if not found or "." in found:  # a dot: made before tokens were masked
            return found
        signer = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="wtf-csrf-token")
        return str(signer.dumps(unmask(found)))


class MaskedField(_FlaskFormCSRF):
    """The token inside a form object, masked; it was checked before the view was called."""

    def generate_csrf_token(self, _field: object) -> str:
        """Return the session's token, masked."""
        return masked_token()


def init_tokens(app: Flask) -> MaskedTokens:
    """Let templates write masked tokens; `planner.web.keeping` says when they are checked."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    guard = MaskedTokens(app)
    app.jinja_env.globals["csrf_token"] = masked_token
    app.context_processor(lambda: {"csrf_token": masked_token})
    return guard
