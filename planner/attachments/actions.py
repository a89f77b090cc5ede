"""Documents attached, changed and taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from planner.attachments.arriving import Arrived
from planner.attachments.holders import HeldRow, held_by
from planner.attachments.marking import check_own_marking_on, check_release
from planner.attachments.models import Attachment
from planner.attachments.queries import octets_kept
from planner.attachments.store import store
from planner.choices import FileKind
from planner.db import db
from planner.errors import RuleBroken
from planner.shapes.attachment import ChangedAttachment, NewAttachments
from planner.viewers import Viewer
from planner.web.undoing import restored

MIB = 1024 * 1024


@dataclass(frozen=True)
class Looked:
    """A file that was looked at and is taken."""

    name: str
    kind: FileKind
    arrived: Arrived


def attach(
    held: HeldRow,
    files: Sequence[Looked],
    written: NewAttachments,
    *,
    viewer: Viewer,
    now: datetime,
) -> list[Attachment]:
    """Attach files to a row, all of them; their octets are safe before the rows are kept.

    Raises RuleBroken when the office has no room, NotAllowed for a marking that is not theirs.
    """
    require(held, viewer)
    check_own_marking_on(held, written.marking, viewer)
    check_release(held, written.releasable_to)
    check_room(files)
    made = [
        Attachment(
            **held.columns,
            name=file.name,
            kind=file.kind,
            size=file.arrived.size,
            sha256=file.arrived.digest,
            marking=written.marking,
            releasable_to=sorted(written.releasable_to),
            author_id=viewer.user_id,
            created_at=now,
        )
        for file in files
    ]
    db.session.add_all(made)
    db.session.flush()
    where = store()
    for file in files:
        where.put(file.arrived.path, file.arrived.digest)
    return made


def require(held: HeldRow, viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may attach to a row."""
    viewer.require(held.kind.needs, _("Your role does not attach documents here."))


def check_room(files: Sequence[Looked]) -> None:
    """Raise RuleBroken when the files are more than the office keeps."""
    most = int(current_app.config["RAPPORT_FILES_MIB"]) * MIB
    if octets_kept() + sum(file.arrived.size for file in files) > most:
        raise RuleBroken(
            _(
                "There is no room for more: the office keeps %(most)s MiB of attachments. "
                "Remove what nobody needs, or ask an administrator for more.",
                most=most // MIB,
            )
        )


def change_attachment(
    attachment: Attachment, written: ChangedAttachment, *, viewer: Viewer
) -> Attachment:
    """Give an attachment another name, marking or release; lowering is an approver's."""
    held = held_by(attachment)
    check_own_marking_on(held, written.marking, viewer, before=attachment)
    kept = [code for code in attachment.releasable_to if code in written.releasable_to]
    check_release(held, [code for code in written.releasable_to if code not in kept])
    attachment.name = written.name
    attachment.marking = written.marking
    attachment.releasable_to = sorted(written.releasable_to)
    return attachment


def remove_attachment(attachment: Attachment, *, viewer: Viewer) -> Attachment:
    """Take an attachment away; its octets go when nothing can bring it back any more."""
    held = held_by(attachment)
    require(held, viewer)
    if held.kind.is_settled(held.row):
        raise RuleBroken(
            _("“%(title)s” is verified with it. Withdraw the verification first.", title=held.title)
        )
    db.session.delete(attachment)
    return attachment


@restored("attachment")
def restored_attachment(attachment: Attachment, viewer: Viewer) -> None:
    """Bring an attachment back for who may attach there, and where its octets still lie."""
    require(held_by(attachment), viewer)
    if store().size(attachment.sha256) != attachment.size:
        raise RuleBroken(_("The document itself is gone by now. Attach it anew."))
