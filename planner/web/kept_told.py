"""What a page tells of a kept form: where it is, or that it is lost."""

from typing import Any

from flask import url_for

from planner.web import kept
from planner.web.access import viewer


def told_now() -> dict[str, Any]:
    """Keep what was sent with a request that failed, and return what its page tells of that."""
    return told(kept.keep())


def told(found: kept.Kept) -> dict[str, Any]:
    """Return what a page needs to know of a kept form."""
    is_mine = found.user_id == viewer().user_id
    url = url_for("kept.show", ref=found.ref) if found.ref and is_mine else ""
    return {"url": url, "is_lost": found.is_lost, "is_others": bool(found.ref) and not is_mine}
