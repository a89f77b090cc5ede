"""The list of mailed reports, declared once; its files are the reports themselves."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import named
from planner.mailings.models import MailedReport
from planner.web.lists.columns import ListColumn, RowList


def forms(mailed: MailedReport, _about: object) -> str:
    """Return the forms of its files."""
    return ", ".join(one.form.upper() for one in mailed.files)


MAILED_REPORTS = RowList(
    "mailed-reports",
    _l("Mailed reports"),
    (
        ListColumn("report", _l("Report"), "title", where="page"),
        ListColumn("to", _l("To"), lambda one, _: named(one.to.name, one.to.active), where="page"),
        ListColumn(
            "by", _l("From"), lambda one, _: named(one.by.name, one.by.active), where="page"
        ),
        ListColumn("made", _l("Made"), "made_at", "moment", where="page"),
        ListColumn("forms", _l("Files"), forms, where="page"),
        ListColumn("marking", _l("Marking"), lambda one, _: one.marking.label, where="page"),
        ListColumn("state", _l("State"), lambda one, _: one.state.label, where="page"),
    ),
    address=lambda one: url_for("mailings.show", mailed_id=one.id),
    endpoint="mailings.index",
)
