"""Pages of the room: sign-in, one's own account, and users for administrators."""

from flask import Flask

from planner.accounts import reset_views  # noqa: F401 - its pages join the blueprint
from planner.accounts.account_views import bp as account_bp
from planner.accounts.account_views import insist_on_own_password
from planner.accounts.commands import init_commands
from planner.accounts.labels import owner_name
from planner.accounts.security import init_security
from planner.accounts.session_views import bp as sessions_bp
from planner.accounts.session_views import browser_words, note_seen, say_that_it_ended
from planner.accounts.sign_in_views import with_brakes
from planner.accounts.user_views import bp as users_bp
from planner.web.session_limits import init_sessions


def init_room(app: Flask) -> None:
    """Open the room."""
    init_sessions(app)
    init_security(app, with_brakes)
    app.register_blueprint(account_bp)
    app.register_blueprint(sessions_bp)
    app.register_blueprint(users_bp)
    app.before_request(say_that_it_ended)
    app.before_request(insist_on_own_password)
    app.after_request(note_seen)
    app.jinja_env.filters["browser_words"] = browser_words
    app.jinja_env.filters["owner_name"] = owner_name
    init_commands(app)
