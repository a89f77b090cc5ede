"""The blueprint of kept searches, which their views share."""

from flask import Blueprint

bp = Blueprint("searches", __name__, url_prefix="/kept-searches")
