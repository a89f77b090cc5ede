"""Making a releasable copy: asked anew in the moment, kept, and told to the history."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _

from planner.choices import Marking
from planner.db import db
from planner.errors import RuleBroken
from planner.events.release.queries import ceilings
from planner.events.release.rule import check_partner
from planner.history.actions import record
from planner.jobs.actions import start_job
from planner.jobs.models import Job
from planner.presenters.as_pdf import as_pdf
from planner.released.brief import digest_of, marking_of, paper_of, rows_of, title_of
from planner.released.models import ReleasedCopy
from planner.released.queries import Released, ReleasedRows
from planner.shapes.release_asked import PARTS, ReleaseAsked
from planner.shapes.work import AskedWork
from planner.viewers import Viewer
from planner.web.cells import cell
from planner.web.nationnames import nation_name

COPY = "releasable-copy"
"""The kind of work that makes one."""


def released_to(code: str, asked: ReleaseAsked, viewer: Viewer, today: date) -> Released:
    """Return what is asked for; RuleBroken where it may not be, NotAllowed for who only reads."""
    to = check_partner(asked.to, viewer)
    if viewer.nations is not None and to not in viewer.nations:
        raise RuleBroken(_("%(nation)s is none of your nations.", nation=nation_name(to)))
    highest = ceilings([to])[to]
    if asked.marking > highest:
        raise RuleBroken(
            _(
                "%(nation)s may be given nothing above %(marking)s.",
                nation=nation_name(to),
                marking=highest.label,
            )
        )
    if strange := set(asked.parts) - set(PARTS):
        raise RuleBroken(_("There is no part “%(part)s”.", part=", ".join(sorted(strange))))
    return Released(code, to, asked.marking, today)


def rows_as_seen(asked: Released, parts: Sequence[str], seen: str) -> dict[str, ReleasedRows]:
    """Return the rows that may go; RuleBroken where others were shown before, by their digest."""
    found = rows_of(asked, parts)
    if digest_of(found) != seen:
        raise RuleBroken(
            _("What may leave has changed since it was shown. Look again, then make the copy.")
        )
    return found


def start_copy(
    code: str,
    asked: ReleaseAsked,
    *,
    seen: str,
    viewer: Viewer,
    today: date,
    now: datetime,
    root: str,
) -> Job:
    """Have a copy made, as long work, of what was shown; `seen` is the digest of that."""
    found = released_to(code, asked, viewer, today)
    rows_as_seen(found, asked.parts, seen)
    wants = {"code": code, "to": found.to, "marking": int(asked.marking), "parts": asked.parts}
    wants["seen"] = seen
    words = _("Copy of the brief for %(nation)s", nation=nation_name(found.to))
    return start_job(
        AskedWork(kind=COPY, title=words, wants=wants), viewer=viewer, now=now, root=root
    )


def make_copy(
    asked: Released, parts: Sequence[str], seen: str, viewer: Viewer, now: datetime
) -> ReleasedCopy:
    """Make the copy of what was shown, keep it, and tell the history what left to whom."""
    found = rows_as_seen(asked, parts, seen)
    octets = as_pdf(paper_of(asked, found), cell)
    counts: dict[str, Any] = {part: len(one.rows) for part, one in found.items()}
    made = ReleasedCopy(
        nation_code=asked.code,
        to_code=asked.to,
        by_id=viewer.user_id,
        made_at=now,
        marking=marking_of(found),
        parts=counts,
        name=f"brief-{asked.code}-for-{asked.to}-{asked.today}.pdf",
        size=len(octets),
        sha256=sha256(octets).hexdigest(),
        octets=octets,
    )
    db.session.add(made)
    db.session.flush()
    note(made, asked)
    return made


def note(made: ReleasedCopy, asked: Released) -> None:
    """Tell the history what left, to whom, with its hash."""
    told = {
        "released_to": nation_name(made.to_code),
        "up_to": Marking(asked.marking).label,
        "rows": sum(made.parts.values()),
        "sha256": made.sha256,
    }
    changes = {name: [None, str(value)] for name, value in told.items()}
    record("released", "released_copy", made.id, title_of(asked), changes=changes)
