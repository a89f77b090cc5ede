"""The list of mails, declared once; it has no files, for addresses stay in the product."""

from flask_babel import lazy_gettext as _l

from planner.outbox.words import kind_words
from planner.web.lists.columns import ListColumn, RowList

MAILS = RowList(
    "mails",
    _l("Mails"),
    (
        ListColumn(
            "recipient",
            _l("To"),
            "recipient",
            where="page",
            detail=lambda mail, _about: kind_words(mail),
        ),
        ListColumn("posted", _l("Written"), "posted_at", "moment", where="page"),
        ListColumn("state", _l("State"), lambda mail, _: mail.state.label, where="page"),
        ListColumn("step", _l("Do"), where="page", is_control=True),
    ),
    endpoint="outbox.index",
)
"""Beside the state its page says when it was reached, when the next try is due, and what failed."""
