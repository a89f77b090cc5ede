"""What the log may tell: kinds, places and numbers, never what somebody typed or is called.

Knows neither Flask nor the rooms: the web server's own log goes through it too.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"
HOUSE = Path(__file__).parents[2]
MOST_FRAMES = 12
MOST_CAUSES = 4
LIFE_OF_SERVER = "gunicorn.error"
"""Starts and ends of processes: its lines of level INFO hold addresses and process numbers."""
OURS = ("planner", "gunicorn.access")
"""Whose lines are written in this project; those of access by `planner/server/serverlog.py`."""


def told(error: BaseException) -> str:
    """Return an error in one line: its kind, the database's code for it, and where it arose.

    Its message is left out: “invalid literal for int(): 'what was typed'” and “Key
    (email)=(…) already exists” repeat what people wrote.
    """
    return " from ".join(one_error(cause) for cause in chain(error))


def chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what led to it."""
    cause: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def one_error(error: BaseException) -> str:
    """Return one error without what led to it."""
    kind = type(error)
    is_built_in = kind.__module__ == "builtins"
    name = kind.__qualname__ if is_built_in else f"{kind.__module__}.{kind.__qualname__}"
    code = database_code(error)
    places = " < ".join(frames(error.__traceback__))
    return name + (f" [{code}]" if code else "") + (f" at {places}" if places else "")


def database_code(error: BaseException) -> str:
    """Return what the database calls the error and which constraint it names; else nothing."""
    orig = getattr(error, "orig", None) or error
    code = getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or ""
    constraint = getattr(getattr(orig, "diag", None), "constraint_name", None) or ""
    return " ".join(filter(None, (str(code), str(constraint))))


def frames(traceback: TracebackType | None) -> list[str]:
    """Return where the error passed, the innermost first: all places of Rapport, few others."""
    found = [
        (short(frame.f_code.co_filename), line, frame.f_code.co_name)
        for frame, line in walk_tb(traceback)
    ]
    ours = [place for place in found if not place[0].startswith("…")]
    kept = ours if not found or found[-1] in ours else [*ours, found[-1]]
    return [f"{path}:{line} {name}" for path, line, name in reversed(kept[-MOST_FRAMES:])]


def short(path: str) -> str:
    """Return a file as seen from the project; of others the last two parts."""
    try:
        inside = Path(path).relative_to(HOUSE)
    except ValueError:
        inside = None
    if inside is None or ".venv" in inside.parts:
        return "…/" + "/".join(Path(path).parts[-2:])
    return str(inside)


class PlainLine(logging.Formatter):
    """One line an occurrence; errors without their messages, foreign lines without arguments."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        record.message = message_of(record)
        record.request_id = getattr(record, "request_id", "-")
        record.asctime = self.formatTime(record, self.datefmt)
        line = self.formatMessage(record)
        if record.exc_info and record.exc_info[1] is not None:
            line = f"{line}: {told(record.exc_info[1])}"
        return CONTROL.sub(" ", line)


CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
PLACEHOLDER = re.compile(r"%(\([^)]*\))?[-#0 +]*[\d.*]*[a-zA-Z]")


def message_of(record: logging.LogRecord) -> str:
    """Return a record's words: ours whole; of a library's only the source of its words.

    A library's arguments may be a request line, a header or a row, and where it has none they
    may be in the words already: then the place in its source must do.
    """
    if is_ours(record):
        return record.getMessage()
    place = f"{short(record.pathname)}:{record.lineno}"
    if isinstance(record.msg, BaseException):
        return f"{told(record.msg)} ({place})"
    return f"{PLACEHOLDER.sub('…', str(record.msg))} ({place})" if record.args else f"({place})"


def is_ours(record: logging.LogRecord) -> bool:
    """Say whether a line was written by Rapport, or tells of the server's life."""
    is_life = record.name == LIFE_OF_SERVER and record.levelno == logging.INFO
    return is_life or record.name.startswith(OURS)
