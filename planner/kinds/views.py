"""What templates ask of kinds; the room has no page of its own."""

from flask import Flask

from planner.kinds.queries import kind_name


def init_room(app: Flask) -> None:
    """Let templates write what a kind is called."""
    app.jinja_env.filters["kind_name"] = kind_name
