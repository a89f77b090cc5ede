"""`planner serve`: gunicorn takes this process over, and its workers build the application."""

import os
import sys

import click

from planner.config import flask_settings, read_settings


@click.command()
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Worker processes.")
def serve(port: int, workers: int) -> None:
    """Serve the product as gunicorn.conf.py says, on loopback unless RAPPORT_HOST names another."""
    host = flask_settings(read_settings())["RAPPORT_HOST"]
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    arguments = ["--workers", str(workers), "--bind", bind]
    command = [sys.executable, "-m", "gunicorn", *arguments, "wsgi:app"]
    os.execv(sys.executable, command)  # noqa: S606 - gunicorn takes this process over
