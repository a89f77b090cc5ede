"""A request that nobody sent, for work that is done apart from any: it has links and a viewer."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, g

from planner.viewers import EVERYTHING
from planner.web.access import set_viewer


@contextmanager
def request_apart(app: Flask, base_url: str, number: str) -> Iterator[None]:
    """Work inside the block as in a request to an address, seeing everything at first.

    Call it in a context of its own (`contextvars.Context().run`): then its session is its own.
    """
    with app.test_request_context(base_url=base_url or app.config["RAPPORT_BASE_URL"] or None):
        g.request_id = number
        set_viewer(EVERYTHING)
        yield
