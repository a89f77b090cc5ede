"""How an attachment may be marked and released: never more openly than what it hangs on."""

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.attachments.holders import HeldRow
from planner.attachments.models import Attachment
from planner.attachments.told import marking_of, released_to
from planner.choices import Marking
from planner.errors import NotAllowed, RuleBroken
from planner.events.release.queries import ceilings
from planner.events.release.rule import check_partner
from planner.events.states.guards import check_marking
from planner.viewers import Viewer
from planner.web.fields import named
from planner.web.nationnames import nation_name


def check_own_marking_on(
    held: HeldRow, own: Marking | None, viewer: Viewer, *, before: Attachment | None = None
) -> None:
    """Raise RuleBroken where a marking is too low, NotAllowed where it is not theirs to give.

    None is as what it hangs on. `before` is the attachment as it was, none of one that is new.
    """
    least = held.marking
    if own is not None and own < least:
        raise RuleBroken(
            _(
                "“%(title)s” is marked %(marking)s, and this hangs on it. "
                "Choose %(marking)s or higher, or leave it as it is there.",
                title=held.title,
                marking=least.label,
            )
        )
    now = max(own or Marking.PUBLIC, least)
    if now > viewer.ceiling:
        raise NotAllowed(
            _(
                "You may mark up to %(marking)s. Ask somebody who may mark higher.",
                marking=viewer.ceiling.label,
            )
        )
    if before is not None:
        check_marking(max(before.marking or Marking.PUBLIC, least), now, viewer)


def may_go(attachment: Attachment, code: str) -> bool:
    """Say whether an attachment may go to a nation: named, and not marked above its ceiling."""
    return code in released_to(attachment) and marking_of(attachment) <= ceilings([code])[code]


def check_goes(attachment: Attachment, code: str, viewer: Viewer) -> Attachment:
    """Return an attachment that may go to a partner; RuleBroken for any other."""
    if not may_go(attachment, check_partner(code, viewer)):
        raise RuleBroken(
            _(
                "“%(name)s” may not go to %(nation)s: see its marking and “Releasable to”.",
                name=attachment.name,
                nation=nation_name(code),
            )
        )
    return attachment


def check_release(held: HeldRow, codes: Iterable[str]) -> None:
    """Raise RuleBroken for nations to which what it hangs on may not go."""
    if strange := [code for code in codes if code not in held.releasable_to]:
        raise RuleBroken(
            _(
                "“%(title)s” may not go to %(nations)s, so what hangs on it may not either.",
                title=held.title,
                nations=named(map(nation_name, strange)),
            )
        )
