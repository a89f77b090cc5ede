"""The notice after a step that can be undone."""

from flask import flash


def tell(text: str, undo_url: str) -> None:
    """Say what was done, with a button that undoes it."""
    flash({"text": text, "undo_url": undo_url}, "undo")  # type: ignore[arg-type]
