"""The ways that every page has: menu, frame and addresses."""

from flask import Flask

from planner.web.addresses import here, link
from planner.web.frame import init_frame
from planner.web.menu_places import place_words


def init_navigation(app: Flask) -> None:
    """Give templates addresses, words of places, and the frame with its menu."""
    app.jinja_env.globals.update(here_url=here, url_for=link, place_words=place_words)
    init_frame(app)
