"""The room's door. It has no pages: it listens to what is written, and has long work."""

from importlib import import_module

from flask import Flask

PARTS = ("keeping", "jobs", "length_queries")


def init_room(_app: Flask) -> None:
    """Open the room."""
    for name in PARTS:
        import_module(f"planner.rollup.{name}")
