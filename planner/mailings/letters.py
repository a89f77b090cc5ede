"""The words of the mail with a report, written when it is sent, with the rights of that moment."""

from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import MailState
from planner.jobs.registry import rights_of
from planner.mailings.actions import LETTER, may_go_along
from planner.mailings.models import MailedReport
from planner.mailings.queries import mailed_files, mailed_report, may_receive, users_of
from planner.outbox.letters import AttachedFile, Letter, letter_kind
from planner.outbox.sending import mail_ended
from planner.web.day_words import moment

mailed_table = MailedReport.__table__


@letter_kind(LETTER, _l("Report by mail"), timedelta(days=2))
def report_letter(about: dict[str, Any]) -> Letter | None:
    """Write the mail; None where the colleague may not have it any more.

    Files marked or larger than mails may be stay in Rapport, and the mail says where.
    """
    mailed = mailed_report(about["mailed"])
    to = None if mailed is None else users_of([mailed.to_id]).get(mailed.to_id)
    if mailed is None or to is None or not may_receive(to):
        return None
    if rights_of(to.as_viewer) != mailed.rights:
        return None
    files = mailed_files(mailed.id)
    attached = files if may_go_along(mailed, files) else []
    where = url_for("mailings.show", mailed_id=mailed.id, _external=True)
    told = [
        _("%(name)s sends you a report: %(report)s.", name=mailed.by.name, report=mailed.title),
        mailed.message,
        _("Made for you, with what you may see, on %(moment)s.", moment=moment(mailed.made_at)),
    ]
    if attached:
        told.append("\n".join(f"{one.name}, SHA-256 {one.sha256}" for one in attached))
        told.append(_("The same files are kept at %(address)s", address=where))
    else:
        why = _("Its files do not go by mail, for their marking or their size. They are kept at")
        told.append(f"{why} {where}")
    return Letter(
        subject=f"{mailed.marking.label}: {mailed.title}",
        body="\n\n".join(str(part) for part in told if part) + "\n",
        files=tuple(AttachedFile(one.name, one.mime, one.octets) for one in attached),
    )


@mail_ended.connect
def note_end(_sender: Any, mail: Any, state: MailState, at: datetime, connection: Any) -> None:
    """Keep what became of a mail with what was sent, for the outbox forgets it."""
    if mail.kind == LETTER:
        mine = mailed_table.c.id == mail.about["mailed"]
        connection.execute(
            mailed_table.update().where(mine).values(state=state, ended_at=at)  # type: ignore[attr-defined]
        )
