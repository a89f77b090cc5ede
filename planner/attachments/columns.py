"""The list of attachments, declared once."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.attachments.filtering import AttachmentFilter
from planner.attachments.holders import held_by
from planner.attachments.models import Attachment
from planner.attachments.sizes import size_words
from planner.attachments.told import marking_of, released_to, told
from planner.events.release.together import release_notes, release_words
from planner.shapes.figure import Label
from planner.web.lists.columns import ListColumn, RowList


def marked(rows: Sequence[Attachment]) -> Label:
    """Return the words of the highest marking of attachments."""
    found = max((one.marking for one in told(rows)), default=None)
    return "" if found is None else found.label


def size_told(row: Attachment, _about: Any) -> str:
    """Return the size in words."""
    return size_words(row.size)


def held_title(row: Attachment, _about: Any) -> str:
    """Return what it hangs on."""
    return held_by(row).title


def brought_by(row: Attachment, _about: Any) -> str:
    """Return who attached it."""
    return owner_name(row.author) if row.author else ""


def releasable(row: Attachment, _about: Any) -> str:
    """Return the nations to which it may go."""
    return release_words(released_to(row))


ATTACHMENTS = RowList(
    "attachments",
    _l("Attachments"),
    (
        ListColumn("name", _l("Name"), "name", width=44),
        ListColumn("kind", _l("Kind"), lambda row, _: str(row.kind.label), width=22),
        ListColumn("size", _l("Size"), size_told, width=12, where="page"),
        ListColumn("octets", _l("Bytes"), "size", "number", width=12, where="file"),
        ListColumn("on", _l("On"), held_title, width=44),
        ListColumn("marking", _l("Marking"), lambda row, _: marking_of(row).label, width=20),
        ListColumn("releasable", _l("Releasable to"), releasable, width=24, where="file"),
        ListColumn("by", _l("Attached by"), brought_by, width=20),
        ListColumn("at", _l("Attached"), "created_at", "moment", width=18),
        ListColumn("sha256", _l("SHA-256"), "sha256", width=66, where="file"),
    ),
    address=lambda row: url_for("attachments.show", attachment_id=row.id),
    marking=marked,
    notes=lambda rows: release_notes(told(rows)),
    endpoint="attachments.index",
    narrowed_by=AttachmentFilter,
)
