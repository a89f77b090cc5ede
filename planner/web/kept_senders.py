"""Whose form was sent, whether it stood on a page of ours, and how often it may be left."""

from flask import current_app, g, request
from limits import RateLimitItemPerHour

from planner.web.address_parts import host_of
from planner.web.formkeys import ONCE, user_of_key
from planner.web.limits import address as sender
from planner.web.limits import limiter

FROM_NOBODY = RateLimitItemPerHour(120)
"""How many forms one address may leave without being signed in: an office after its lunch."""


def owner() -> int | None:
    """Return whose form was sent: for whom it was made, who is signed in, or who was last."""
    made_for = user_of_key(request.form.get(ONCE, ""))
    return made_for or g.viewer.user_id or g.get("last_user")


def is_from_here() -> bool:
    """Say whether the form stood on a page of ours, as far as the browser tells."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    ours = (request.host_url, current_app.config["RAPPORT_BASE_URL"])
    return origin is None or host_of(origin) in {host_of(url) for url in ours if url}


def may_leave() -> bool:
    """Say whether who sends this may leave something; who is not signed in, only so often."""
    if g.viewer.user_id is not None or not limiter.enabled:
        return True
    return bool(limiter.limiter.hit(FROM_NOBODY, "kept", sender()))
