"""The blueprint of My desk, which its views share."""

from flask import Blueprint

bp = Blueprint("desk", __name__)
