"""Rows put aside for undoing: their values travel signed in the address of the undo button."""

from collections.abc import Mapping
from typing import Any

from flask import abort, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from planner.web.conflicts import plain

LONGEST_SECONDS = 3600


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="undo")


def put_aside(kind: str, values: Mapping[str, Any]) -> str:
    """Return a row's values as signed text for the address of its undo button."""
    flat = {name: None if value is None else plain(value) for name, value in values.items()}
    return _signer().dumps([kind, flat])


def taken_back(kind: str, text: str) -> dict[str, Any]:
    """Return the values put aside; 400 when the text is forged, of another kind or too old."""
    try:
        found, values = _signer().loads(text, max_age=LONGEST_SECONDS)
    except (BadSignature, ValueError):
        abort(400)
    if found != kind:
        abort(400)
    return dict(values)
