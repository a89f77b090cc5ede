"""The WSGI entry: `gunicorn wsgi:app`."""

import sys

from planner.app import create_app
from planner.config import SettingsError
from planner.server.files import keep_to_owner

keep_to_owner()
try:
    app = create_app()
except SettingsError as error:
    sys.exit(f"rapport: {error}")
