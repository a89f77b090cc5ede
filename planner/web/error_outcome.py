"""What an error’s page tells of the words that were sent."""

from typing import Any

from flask import current_app, request

from planner.web.addresses import here_asked
from planner.web.echo import forget_reader, sent_again
from planner.web.what_was_saved import has_saved

TO_KEEP = "to_keep"
"""Under this name the application keeps what keeps the words of a form that failed."""
GIVES_BACK = (404, 409, 422, 500)
"""Pages after which what was typed can still be had."""


def outcome(page: int) -> dict[str, Any]:
    """Keep what was sent with a request that failed; return what its page tells of it.

    Words that could not be kept are handed back in the page itself, which then asks the
    database for nothing.
    """
    if request.method != "POST" or page not in GIVES_BACK or has_saved():
        return {"kept": None, "is_saved": request.method == "POST" and has_saved()}
    kept = current_app.extensions[TO_KEEP]()
    if not kept["is_lost"]:
        return {"kept": kept, "is_saved": False}
    forget_reader()
    echo = {"again": sent_again(), "address": here_asked()}
    return {"kept": kept, "is_saved": False, "bare": True, **echo}
