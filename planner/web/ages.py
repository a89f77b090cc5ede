"""The ages under which what is overdue stands, on every page alike."""

from flask_babel import gettext as _

YOUNG = 30
OLD = 90
"""Days late that part what is overdue by age."""


def age_words(days_late: int) -> str:
    """Return the words of an age by days late; nought and less is not late."""
    if days_late <= 0:
        return str(_("Not yet late"))
    if days_late > OLD:
        return str(_("More than %(days)s days late", days=OLD))
    if days_late > YOUNG:
        return str(_("%(first)s to %(last)s days late", first=YOUNG + 1, last=OLD))
    return str(_("Up to %(days)s days late", days=YOUNG))
