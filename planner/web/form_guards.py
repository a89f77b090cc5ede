"""The hidden fields of a form: its one-use key, its token, which kept form it shows."""

from markupsafe import Markup

from planner.web import kept_reading
from planner.web.access import viewer
from planner.web.formkeys import ONCE, new_key
from planner.web.kept_words import ARG
from planner.web.markup import hidden_fields
from planner.web.masked_tokens import masked_token

FIELD = ONCE


def once_field() -> Markup:
    """Return the hidden field with a new key, and which kept form the page shows."""
    fields = [(FIELD, new_key(viewer().user_id))]
    if ref := kept_reading.ref_here():
        fields.append((ARG, ref))
    return hidden_fields(fields)


def guards() -> Markup:
    """Return the hidden fields of a form without a form object: against forgery and doubles."""
    return hidden_fields([("csrf_token", masked_token())]) + once_field()
