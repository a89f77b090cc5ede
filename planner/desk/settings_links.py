"""Where an administrator sets the product up."""

from flask import current_app, url_for
from flask_babel import gettext as _

from planner.viewers import Viewer


def settings_links(who: Viewer) -> list[tuple[str, str]]:
    """Return where an administrator sets the product up."""
    if not who.may("administer"):
        return []
    pages = {
        "start.index": _("First steps"),
        "users.index": _("Users, their roles and nations"),
        "nations.index": _("Nations, names and tiers"),
        "objectives.index": _("Plan and objectives"),
        "history.index": _("History of changes"),
        "jobs.index": _("Long work and rebuilding"),
        "outbox.index": _("Outbox of mails"),
    }
    found = [(label, url_or_none(endpoint)) for endpoint, label in pages.items()]
    return [(label, url) for label, url in found if url]


def url_or_none(endpoint: str) -> str | None:
    """Return the address of a page; None when it is not there."""
    return url_for(endpoint) if endpoint in current_app.view_functions else None
