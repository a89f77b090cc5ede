"""The addresses of the room."""

from flask import Blueprint

bp = Blueprint("documents", __name__, url_prefix="/documents")
