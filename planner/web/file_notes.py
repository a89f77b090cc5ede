"""What the history is told of a file that leaves."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlencode

from blinker import Namespace
from flask import request

from planner.web.file_addresses import OF_A_PAGE

WORDS = frozenset({"q"})
"""Parameters that hold what somebody typed; it may be a name that others may not see."""
LONGEST_FILTER = 1000
file_leaves = Namespace().signal("file-leaves")
"""Sent with `file`, before the answer leaves; the history listens."""


@dataclass(frozen=True)
class FileNote:
    """What is kept of a file that leaves: what it is, in which form, which filter, how much."""

    name: str
    form: str
    filter: str
    rows: int
    event_id: int | None = None
    """The event that the file tells of, where it is one alone."""
    more: dict[str, Any] = field(default_factory=dict)
    """What else is worth a line: by its name."""


def asked_filter() -> str:
    """Return the query of this request as the history keeps it: without what was searched for."""
    pairs = [
        (name, "…" if name in WORDS else value)
        for name, value in request.args.items(multi=True)
        if value and name not in OF_A_PAGE
    ]
    return shortened(urlencode(pairs))


def shortened(text: str) -> str:
    """Return a filter that is no longer than the history keeps one."""
    text = text.replace(quote_plus("…"), "…")
    return text if len(text) <= LONGEST_FILTER else text[: LONGEST_FILTER - 1] + "…"


def tell(note: FileNote) -> None:
    """Tell the history that a file leaves; a question for its head alone takes nothing along."""
    if request.method != "HEAD":
        file_leaves.send(file=note)
