"""Views whose form takes files: they alone may be sent more than a form of words."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from flask import current_app, request
from flask.typing import ResponseReturnValue

TAKES_FILES = "takes_files"
View = Callable[..., ResponseReturnValue]


def takes_files(view: View) -> View:
    """Declare that the form of a view takes files."""
    setattr(view, TAKES_FILES, True)
    return view


def may_bring_files() -> bool:
    """Say whether the view of this request takes files."""
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, TAKES_FILES, False))


def widen() -> None:
    """Let this request carry as much as its view takes; before anybody reads its form."""
    if may_bring_files():
        request.max_content_length = int(current_app.config["LARGEST_UPLOAD"])


def files_told() -> Iterator[str]:
    """Give what tells files of a request apart: field, name and digest of each."""
    for field, file in request.files.items(multi=True):
        digest = sha256()
        while some := file.stream.read(1024 * 1024):
            digest.update(some)
        file.stream.seek(0)
        yield from (field, file.filename or "", digest.hexdigest())
