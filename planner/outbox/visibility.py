"""Who sees the outbox: administrators."""

from typing import Any

from sqlalchemy import ColumnElement, false, true

from planner.outbox.models import Mail
from planner.viewers import Viewer, restrict


@restrict(Mail)
def visible_mails(viewer: Viewer, _entity: Any) -> ColumnElement[bool]:
    """Narrow mails to those who administer the office."""
    return true() if viewer.may("administer") else false()
