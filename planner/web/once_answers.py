"""The page that a saved form leads to: of what was made, else of its parent, else the list."""

import re
from functools import lru_cache

from flask import Flask, current_app, request, url_for
from sqlalchemy import inspect

from planner.db import Base
from planner.web.addresses import home


def number_of(row: Base) -> int | None:
    """Return the key of a row that was just written; None when it is no number."""
    first = (inspect(row).identity or (None,))[0]
    return first if isinstance(first, int) else None


@lru_cache(maxsize=256)
def _places(_app: Flask, blueprint: str) -> tuple[tuple[str, frozenset[str]], ...]:
    known = {rule.endpoint: frozenset(rule.arguments) for rule in _app.url_map.iter_rules()}
    names = (f"{blueprint}.show", f"{blueprint}.index")
    return tuple((name, known[name]) for name in names if name in known)


def answer_for(result: object) -> str:
    """Return the page of what was made: of the row, else of its parent, else the list.

    Kept before the view has answered; the view's own address replaces it, see `keep_answer`.
    """
    values = dict(request.view_args or {})
    if isinstance(result, Base):
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(result).__name__).lower()
        values[f"{name}_id"] = number_of(result)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    for endpoint, wanted in _places(app, request.blueprint or ""):
        if wanted <= set(values):
            return url_for(endpoint, **{each: values[each] for each in wanted})
    return home()
