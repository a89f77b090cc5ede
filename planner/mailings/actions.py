"""Keeping a report as it is sent, and putting its mail into the outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from planner.accounts.models import User
from planner.choices import Marking
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record
from planner.jobs.actions import start_job
from planner.jobs.models import Job
from planner.jobs.registry import rights_of
from planner.mailings.making import ReportForOne, forms_of
from planner.mailings.models import MailedFile, MailedReport
from planner.outbox.actions import post
from planner.outbox.smtp import has_server
from planner.reports.report_files import FILED
from planner.shapes.mailing import AskedMailing
from planner.shapes.work import AskedWork
from planner.viewers import Viewer
from planner.web.file_notes import shortened

LETTER = "mailed-report"
MAILING = "mailing"
"""The kind of work that mails reports."""
MIB = 1024 * 1024
MARKINGS = {"public": Marking.PUBLIC, "official": Marking.OFFICIAL, "all": max(Marking)}
"""What RAPPORT_MAIL_MARKING may be: up to which marking files go as attachments."""


def check_can_mail(report: str) -> None:
    """Raise RuleBroken where no mail can leave, or the report is none that leaves as a file."""
    if not has_server(current_app.config):
        raise RuleBroken(_("No mail server is set, so that no mail leaves. Download the file."))
    if report not in FILED:
        raise RuleBroken(_("There is no such report."))


def start_mailing(
    report: str, query: str, asked: AskedMailing, *, viewer: Viewer, now: datetime, root: str
) -> Job:
    """Have a report mailed to colleagues as long work."""
    check_can_mail(report)
    if strange := set(asked.forms) - forms_of(report).keys():
        raise RuleBroken(_("No report is made as %(form)s.", form=", ".join(sorted(strange))))
    to = list(dict.fromkeys(asked.colleagues))
    wants = {"report": report, "query": query, "to": to}
    wants |= {"forms": sorted(set(asked.forms)), "message": asked.message}
    work = AskedWork(kind=MAILING, title=title_of(report), wants=wants)
    return start_job(work, viewer=viewer, now=now, root=root)


def title_of(report: str) -> str:
    """Return what the work is called on the pages of its owner."""
    return str(_("%(report)s by mail", report=FILED[report].title))


def mail_report(
    wants: dict[str, Any], to: User, who: Viewer, made: ReportForOne, *, now: datetime
) -> MailedReport:
    """Keep what is sent to one colleague, and put the mail into the outbox; all or nothing."""
    sender = db.session.info["viewer"]
    mailed = MailedReport(
        report=wants["report"],
        title=str(FILED[wants["report"]].title),
        query=wants["query"],
        message=wants["message"],
        by_id=sender.user_id,
        to_id=to.id,
        marking=made.marking,
        rights=rights_of(who),
        made_at=now,
    )
    mailed.files = [
        MailedFile(
            form=one.form,
            name=one.name,
            mime=one.mime,
            rows=one.rows,
            size=len(one.octets),
            sha256=one.sha256,
            octets=one.octets,
        )
        for one in made.files
    ]
    db.session.add(mailed)
    db.session.flush()
    for file in mailed.files:
        note(mailed, file, to)
    post(LETTER, to.email, about={"mailed": mailed.id}, now=now)
    return mailed


def note(mailed: MailedReport, file: MailedFile, to: User) -> None:
    """Tell the history what leaves: the report and its filter, to whom, and its hash."""
    told = {"rows": file.rows, "mailed_to": to.name, "sha256": file.sha256}
    label = shortened(f"{mailed.report}?{mailed.query}" if mailed.query else mailed.report)
    changes = {name: [None, value] for name, value in told.items()}
    record("mailed", "list", file.form, label, changes=changes)


def may_go_along(mailed: MailedReport, files: Sequence[MailedFile]) -> bool:
    """Say whether the files are attached to the mail, by their marking and their size."""
    settings = current_app.config
    highest = MARKINGS[settings["RAPPORT_MAIL_MARKING"]]
    most = int(settings["RAPPORT_MAIL_MIB"]) * MIB
    return mailed.marking <= highest and sum(one.size for one in files) <= most
