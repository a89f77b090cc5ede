"""Request limits: an answer 429 with Retry-After when one asks too often."""

from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, request
from flask_limiter import Limiter

from planner.web.sessions import session_key


def address() -> str:
    """Return where the request came from; one IPv6 household is one address."""
    text = request.remote_addr or ""
    try:
        found = ip_address(text)
    except ValueError:
        return text[:64]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return ":".join(found.exploded.split(":")[:4]) + "::/64"
    return str(found)


def asker() -> str:
    """Return whose requests are counted together: a session's, or else an address's.

    An office of hundreds behind one address reads all day; only who is not signed in shares.
    """
    key = session_key()
    return f"session {sha256(key.encode()).hexdigest()}" if key else address()


limiter = Limiter(asker, default_limits=["1200 per minute"], headers_enabled=True)

WAIT = {429, 503}
"""Answers after which waiting helps, and so the only ones with Retry-After (RFC 9110 10.2.3)."""
SIGN_IN = "240 per minute"
"""A morning in an office of hundreds behind one address; who guesses is braked much earlier."""
RESET = "10 per minute; 40 per hour"
OUTSIDE = "30 per minute; 200 per hour"
"""For the page on which somebody without an account gives a value, counted by address."""
FEED = "120 per minute"
"""For calendar feeds, counted by address: `@limiter.limit(FEED)` under the route."""


@limiter.request_filter
def is_a_file() -> bool:
    """Leave style sheets and scripts uncounted."""
    return request.endpoint == "static"


def only_when_refused(response: Response) -> Response:
    """Take Retry-After off an answer that did not refuse; the counter puts it on every one."""
    if response.status_code not in WAIT:
        response.headers.pop("Retry-After", None)
    return response


def init_limits(app: Flask) -> None:
    """Count requests in the storage that the settings name."""
    app.config.setdefault("RATELIMIT_STRATEGY", "moving-window")
    app.after_request(only_when_refused)  # registered first, so it runs after the counter's own
    limiter.init_app(app)
