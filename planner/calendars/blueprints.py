"""The room's addresses, one blueprint for each beginning."""

from flask import Blueprint

calendars = Blueprint("calendars", __name__)
feeds = Blueprint("feeds", __name__, url_prefix="/feeds")
