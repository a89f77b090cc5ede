"""Pages for people without an account: no session, no cookie, no trace in search engines."""

from flask import Flask, Response, request

from planner.web.sessionless import without_session


def guarded(response: Response) -> Response:
    """Keep the address out of search engines and of other sites' logs (CALENDAR 34)."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def open_outside(app: Flask, prefix: str) -> None:
    """Serve everything below a path to anybody: without a session, every answer guarded."""
    without_session(app, prefix)

    @app.after_request
    def guard(response: Response) -> Response:
        return guarded(response) if request.path.startswith(prefix) else response
