"""The octets of an attachment on their way out: to be saved, never shown inside the product."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from planner.attachments.arriving import CHUNK
from planner.attachments.kinds import TAKEN
from planner.attachments.models import Attachment
from planner.attachments.store import Store, store
from planner.errors import RuleBroken
from planner.history.actions import record
from planner.web.filenames import attachment as as_attachment
from planner.web.log_commits import commit_log

SANDBOX = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Download-Options": "noopen",
    "Cache-Control": "private, no-store, no-transform",
}
"""Whatever a browser makes of the octets, it runs nothing and reaches nothing."""


def sent_file(row: Attachment, code: str = "") -> Response:
    """Return the document as a download, whole or the part asked for.

    `code` is the nation for which it is fetched. Raises RuleBroken when the store lacks it.
    """
    where = store()
    if where.size(row.sha256) != row.size:
        raise RuleBroken(
            _("The document is not in the store any more. Tell an administrator of it.")
        )
    response = Response(
        octets(where, row.sha256), content_type=TAKEN[row.kind].media_type, direct_passthrough=True
    )
    response.headers.update(SANDBOX)
    response.headers["Content-Disposition"] = as_attachment(row.name)
    response.content_length = row.size
    response.set_etag(row.sha256)
    response.make_conditional(request.environ, accept_ranges=True, complete_length=row.size)
    if begins():
        note(row, code)
    return response


def octets(where: Store, digest: str) -> Iterator[bytes]:
    """Give a document piece by piece; it is opened when the first is asked for."""
    with where.open(digest) as stream:
        while some := stream.read(CHUNK):
            yield some


def begins() -> bool:
    """Say whether this request takes the beginning: a download that goes on is told once."""
    parts = request.range.ranges if request.range else []
    return request.method == "GET" and (not parts or parts[0][0] == 0)


def note(row: Attachment, code: str) -> None:
    """Tell the history who took it; it is named by its number, for names may tell too much."""
    changes: dict[str, Any] = {"for": [None, code]} if code else {}
    record("exported", "attachment", row.id, event_id=row.event_id, changes=changes)
    commit_log()
