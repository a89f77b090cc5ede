"""What an address asks to attach documents to."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.attachments.holders import HOLDERS, HeldRow
from planner.db import db
from planner.errors import NotAllowed
from planner.text.reading import row_id
from planner.web.access import viewer


def held_asked_for() -> HeldRow:
    """Return the row that the address names, as in ?event=5; 404 for none that is seen.

    Without a name it leads to the list of events, to choose one there.
    """
    if not any(kind.name in request.args for kind in HOLDERS):
        flash(_("Open an event first; documents are attached on its page."), "info")
        abort(redirect(url_for("events.index"), 303))
    for kind in HOLDERS:
        if (key := request.args.get(kind.name, type=row_id)) is not None:
            if not viewer().may(kind.needs):
                raise NotAllowed(_("Your role does not attach documents here."))
            return HeldRow(kind, db.get_or_404(kind.entity, key))
    raise NotFound
