"""The undo button of everything that was removed."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import inspect

from planner.clock import now
from planner.errors import RuleBroken
from planner.history.undo_actions import Brought, bring_rows_back, put_rows_aside
from planner.history.undo_queries import Stored, row_and_what_points_at_it
from planner.web.access import SIGNED_IN, may, viewer
from planner.web.forms import ActionForm
from planner.web.undoing import Page

bp = Blueprint("undo", __name__)


class RowsAside:
    """Keeps removed rows beside the history."""

    def look(self, row: Any) -> Sequence[Stored]:
        """Return a row and what points at it."""
        return row_and_what_points_at_it(row)

    def keep(self, seen: Sequence[Stored], *, permission: str, page: Page) -> str:
        """Put aside what is gone; return the key of its undo button."""
        return put_rows_aside(seen, permission=permission, page=page, viewer=viewer(), now=now())


@bp.route("/undo", methods=["POST"])
@may(SIGNED_IN)
def bring_back() -> ResponseReturnValue:
    """Bring back what its reader removed within the last hour; asks for the same permission."""
    form = ActionForm()
    key = request.args.get("kept", "")
    if brought := form.submit(bring_rows_back, key, viewer=viewer(), now=now()):
        flash(_("It is back, with all that went with it."), "success")
        return redirect(page_of(brought), 303)
    raise RuleBroken(" ".join(map(str, form.form_errors)) or _("There is nothing to bring back."))


def page_of(brought: Brought) -> str:
    """Return the address at which what came back is found."""
    if isinstance(brought.page, str):
        return brought.page
    endpoint, name = brought.page
    state: Any = inspect(brought.row)
    return url_for(endpoint, **{name: state.identity[0]})
