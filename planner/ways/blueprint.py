"""The addresses of this room."""

from flask import Blueprint

bp = Blueprint("ways", __name__)
