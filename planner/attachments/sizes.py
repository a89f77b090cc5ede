"""How large a document is, in words."""

from flask_babel import gettext as _

from planner.web.number_words import number

STEP = 1024


def size_words(octets: int) -> str:
    """Return a number of octets as people say it: “734 KiB”, “2.1 MiB”."""
    if octets < STEP:
        return str(_("%(size)s bytes", size=number(octets)))
    if octets < STEP * STEP:
        return str(_("%(size)s KiB", size=number(octets / STEP, 0)))
    return str(_("%(size)s MiB", size=number(octets / STEP / STEP, 1)))
