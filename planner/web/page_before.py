"""The page on which a form or a button stood, as far as it can be told."""

from typing import Any

from flask import request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RequestRedirect

from planner.web.address_parts import host_of, without
from planner.web.addresses import here_asked, home
from planner.web.kept_words import ARG
from planner.web.targets import local_target


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
