"""A whole list shown at once tells the history as a file does."""

from http import HTTPStatus

from flask import Response, current_app, g, request

from planner.web.file_notes import FileNote, asked_filter, tell
from planner.web.not_recorded import NotRecorded


def note_whole_list(rows: int) -> None:
    """Note that this page shows a whole list at once, which is as much as a file."""
    g.whole_list = FileNote(request.blueprint or "list", "print", asked_filter(), rows)


def tell_of_whole_list(response: Response) -> Response:
    """Tell the history of a whole list that leaves as a page; refuse it where it cannot be told."""
    note = g.pop("whole_list", None)
    if note is None or response.status_code != HTTPStatus.OK:
        return response
    try:
        tell(note)
    except NotRecorded as error:
        return current_app.make_response(current_app.handle_user_exception(error))
    return response
