"""A button that removes a row, and the notice that brings it back."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, request, url_for

from planner.db import db
from planner.web.access import declared
from planner.web.forms import ActionForm
from planner.web.undoing import KEEPER, Keeper, Page


class RemovalForm(ActionForm):
    """A button that removes a row; what goes with it is kept for as long as undo works."""

    key = ""

    def remove(
        self, row: Any, action: Callable[..., Any], *subject: Any, page: Page, **more: Any
    ) -> Any:
        """Put the row aside and act, in one transaction; return what the action returns.

        `page` is where the row is found once it is back; the row is None when it is gone already.
        None when the action refused.
        """
        keeper: Keeper = current_app.extensions[KEEPER]
        permission = str(declared(current_app, str(request.endpoint)))

        def put_aside_and_remove(*subject: Any, **values: Any) -> Any:
            seen = [] if row is None else keeper.look(row)
            result = action(*subject, **values)
            db.session.flush()
            self.key = keeper.keep(seen, permission=permission, page=page)
            return result

        return self.submit(put_aside_and_remove, *subject, **more)

    def tell(self, sentence: str) -> None:
        """Say what was removed, with the button that brings it back."""
        if self.key:
            offer_undo(sentence, url_for("undo.bring_back", kept=self.key))
        else:
            flash(sentence, "success")


def offer_undo(text: str, undo_url: str) -> None:
    """Say what was done, with a button that undoes it."""
    flash({"text": text, "undo_url": undo_url}, "undo")  # type: ignore[arg-type]
