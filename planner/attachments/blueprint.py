"""The addresses of the room."""

from flask import Blueprint

bp = Blueprint("attachments", __name__, url_prefix="/attachments")
files = Blueprint("attachment_files", __name__)
