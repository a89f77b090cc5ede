"""What of a form that was sent may be kept, and which addresses show it again."""

from collections.abc import Callable

from flask import current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from planner.web.address_parts import without
from planner.web.formkeys import ONCE
from planner.web.kept_words import ARG, SentForm
from planner.web.masked_tokens import TOKEN

NOT_TWICE = {ONCE, TOKEN, ARG}
"""Fields that are new each time a form is shown."""
PRIVATE = {"security", "account", "sessions", "outside"}
"""Where passwords are typed, or the address is a secret: nothing of it is kept."""
SHOWS_WORDS = "shows_words"
View = Callable[..., ResponseReturnValue]


def shows_words(view: View) -> View:
    """Declare that a view which only takes POST shows its form again when it saves nothing."""
    setattr(view, SHOWS_WORDS, True)
    return view


def gives_back(endpoint: str | None) -> bool:
    """Say whether an address shows the form that is sent to it, so that it can be filled again.

    The others are buttons: what they do must not be done without being pressed again.
    """
    if endpoint is None:
        return False
    is_page = any(
        "GET" in (rule.methods or ()) for rule in current_app.url_map.iter_rules(endpoint)
    )
    return is_page or bool(getattr(current_app.view_functions[endpoint], SHOWS_WORDS, False))


def sent_words() -> SentForm | None:
    """Return what was sent with this request, if it is anything that may be kept."""
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        return None
    is_private = request.blueprint in PRIVATE or any("password" in name for name, _ in fields)
    if request.method != "POST" or is_private or not gives_back(request.endpoint):
        return None
    fields = [pair for pair in fields if pair[0] not in NOT_TWICE]
    found = SentForm(without(request.full_path, ARG), fields)
    return found if found.typed else None
