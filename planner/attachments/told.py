"""How attachments are marked and released, with what each hangs on."""

from collections.abc import Iterable, Iterator

from planner.attachments.holders import held_by
from planner.attachments.models import Attachment
from planner.choices import Marking
from planner.outcomes.told import ToldEvent


def marking_of(attachment: Attachment) -> Marking:
    """Return the marking of an attachment: its own, or that of what it hangs on if higher."""
    return max(attachment.marking or Marking.PUBLIC, held_by(attachment).marking)


def released_to(attachment: Attachment) -> list[str]:
    """Return the nations to which it may go: those named, as far as its holder may go there."""
    allowed = held_by(attachment).releasable_to
    return [code for code in attachment.releasable_to if code in allowed]


def told(attachments: Iterable[Attachment]) -> Iterator[ToldEvent]:
    """Give how attachments are marked and released, as lists and banners ask it."""
    for one in attachments:
        yield ToldEvent(marking_of(one), released_to(one))
