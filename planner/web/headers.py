"""Security headers on every answer: nothing loads from outside, nothing runs inline."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'"
)


ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer carries, those of the web server to requests that cannot be read as well."""


def add_security_headers(response: Response) -> Response:
    """Add the headers; pages are not stored by caches, files with a content hash are."""
    headers = response.headers
    held = {name.lower() for name, _value in headers}
    headers.extend((name, ALWAYS[name]) for name in ALWAYS if name.lower() not in held)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "private, no-store")
    return response


def init_headers(app: Flask) -> None:
    """Register the headers."""
    app.after_request(add_security_headers)
