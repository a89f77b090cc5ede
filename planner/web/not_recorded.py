"""What has to be recorded before it is shown, while nothing can be recorded."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.troubles import Trouble
from planner.web.trouble_pages import page_of


class NotRecorded(Exception):
    """What has to be recorded before it is shown can be recorded nowhere at the moment."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def show_not_recorded(error: NotRecorded) -> ResponseReturnValue:
    """Answer for what must be recorded before it is shown, while nothing can be recorded."""
    sentence = _(
        "Opening this is recorded in the history, and nothing can be recorded at the moment; so "
        "it stays closed."
    )
    return page_of(error.trouble, sentence, [])
