"""Where the view led is kept with the key that was spent."""

from typing import Any

from flask import Flask, Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from planner.db import db
from planner.web.first_answers import lead_to_first_answer
from planner.web.form_guards import guards
from planner.web.once import keep, sent

REDIRECTS = {302, 303}


def keep_answer(response: Response) -> Response:
    """Keep where the view led when that is another page than was thought.

    Best effort: without it a second sending leads to the page of what was made.
    """
    sending = sent()
    if sending is None or sending.row_id is None or not sending.answer:
        return response
    change: dict[str, Any] = {}
    if response.status_code not in REDIRECTS:
        change = {"is_shown_once": True}
    elif (place := response.location or "") != sending.answer and place.startswith("/"):
        change = {"answer": place}
    if change:
        try:
            with db.engine.begin() as connection:
                keep(connection, sending.row_id, change)
        except SQLAlchemyError as error:
            current_app.logger.warning("answer of a form not kept: %s", type(error).__name__)
    return response


def init_once(app: Flask) -> None:
    """Look at every form that is sent; give templates `guards()`."""
    app.before_request(lead_to_first_answer)
    app.after_request(keep_answer)
    app.jinja_env.globals["guards"] = guards
