"""What a reader is told of each trouble at the database, in words."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.troubles import Trouble


@dataclass(frozen=True)
class TroubleWords:
    """How one trouble is told: on its page, and beside a form that could not be saved."""

    title: Any
    what: Any
    next: Any
    beside_form: Any


WORDS = {
    Trouble.CONFLICT: TroubleWords(
        _l("Someone else was quicker"),
        _l("Somebody saved this at the same moment."),
        _l("Look again, then save."),
        _l("Somebody saved this at the same moment. Look again, then save."),
    ),
    Trouble.BUSY: TroubleWords(
        _l("The database is busy"),
        _l("Something else has held the database for several seconds."),
        _l("Wait a few seconds, then try again."),
        _l("The database is busy. Nothing was saved; press the button again."),
    ),
    Trouble.FULL: TroubleWords(
        _l("The disk is full"),
        _l("The disk that holds the database has no room left."),
        _l("Tell your administrator that room has to be made. What was saved before is safe."),
        _l(
            "The disk that holds the database is full. Nothing was saved; what you typed is still "
            "here. Tell your administrator that room has to be made, then press the button again."
        ),
    ),
    Trouble.READ_ONLY: TroubleWords(
        _l("Nothing can be saved at the moment"),
        _l("The database can be read, but it takes no changes."),
        _l("Tell your administrator. Most pages can still be read."),
        _l(
            "The database can only be read at the moment. Nothing was saved; what you typed is "
            "still here. Tell your administrator before you press the button again."
        ),
    ),
    Trouble.GONE: TroubleWords(
        _l("The database cannot be reached"),
        _l("Rapport runs, but its database does not answer."),
        _l("Try again in a moment. If it lasts, tell your administrator."),
        _l(
            "The database could not be reached. Nothing was saved; what you typed is still here. "
            "Press the button again in a moment."
        ),
    ),
    Trouble.DAMAGED: TroubleWords(
        _l("The database reports damage"),
        _l("The database, or the disk beneath it, could not be read or written."),
        _l("Tell your administrator at once, and change nothing until they have looked."),
        _l(
            "The database or its disk reports damage. Nothing was saved; what you typed is still "
            "here. Tell your administrator at once."
        ),
    ),
    Trouble.BEHIND: TroubleWords(
        _l("The database is not ready for this version"),
        _l("The last step of an upgrade is missing."),
        _l("Tell your administrator to bring the database up to date."),
        _l(
            "The database is not ready for this version. Nothing was saved; what you typed is "
            "still here. Tell your administrator to bring the database up to date."
        ),
    ),
}
