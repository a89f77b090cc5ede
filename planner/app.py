"""The application factory: a contents page of Rapport."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from planner.config import flask_settings, read_settings
from planner.db import db
from planner.migrating import LaterMigrations
from planner.rooms import register_rooms
from planner.web import health
from planner.web.access_checks import init_access
from planner.web.again import init_tries
from planner.web.assets import init_assets
from planner.web.compression import init_compression
from planner.web.cookies import MountedSessions
from planner.web.errorpages import init_error_pages
from planner.web.figure_words import init_cells
from planner.web.filters import init_filters
from planner.web.form_request import FormRequest
from planner.web.headers import init_headers
from planner.web.ids import init_ids
from planner.web.keeping import init_kept
from planner.web.language import init_language, locale
from planner.web.large_answers import init_large_answers
from planner.web.limits import init_limits
from planner.web.log import init_log
from planner.web.macros import OneModule
from planner.web.markings import init_markings
from planner.web.navigation import init_navigation
from planner.web.office_app import OfficeApp
from planner.web.once_kept import init_once
from planner.web.outdent import Outdented
from planner.web.panels import init_panels
from planner.web.pictures import init_pictures
from planner.web.refusals import init_refusals
from planner.web.tables import init_downloads
from planner.web.troubles import init_troubles


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """Return the application; `overrides` replace settings (tests hand theirs in).

    Raises SettingsError when production lacks a required setting.
    """
    app = OfficeApp("planner", template_folder="../templates", static_folder="../static")
    app.request_class = FormRequest
    given = dict(overrides or {})
    environment = {k: v for k, v in given.items() if k.startswith("RAPPORT_")}
    app.config.update(flask_settings(read_settings(environment) if given else read_settings()))
    app.config.update(given)
    app.session_interface = MountedSessions()
    init_compression(app)
    init_log(app)
    init_templates(app)
    init_database(app)
    init_ids(app)
    init_error_pages(app)
    init_troubles(app)
    init_tries(app)
    init_limits(app)
    register_rooms(app)
    app.register_blueprint(health.bp)
    init_access(app)
    init_kept(app)
    init_refusals(app)
    init_once(app)
    init_headers(app)
    init_navigation(app)
    init_panels(app)
    init_markings(app)
    init_downloads(app)
    init_large_answers(app)
    behind_proxies(app)
    return app


def init_templates(app: Flask) -> None:
    """Set the languages up and make an undefined name in a template an error."""
    init_language(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.template_class = OneModule
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.add_extension(Outdented)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"locale_code": locale()})
    init_filters(app)
    init_cells(app)
    init_pictures(app)
    init_assets(app)


def init_database(app: Flask) -> None:
    """Connect the database and its migrations."""
    db.init_app(app)
    app.extensions["migrate"] = LaterMigrations(app, db)


def behind_proxies(app: Flask) -> None:
    """Trust as many reverse proxies as the settings name, and no more."""
    if count := int(app.config["RAPPORT_TRUSTED_PROXIES"]):
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count
        )
