"""The WSGI entry: `gunicorn wsgi:app`."""

import sys

from planner.app import create_app
from planner.config import SettingsError

try:
    app = create_app()
except SettingsError as error:
    sys.exit(f"rapport: {error}")
