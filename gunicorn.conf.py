"""How gunicorn serves Rapport, however it is started: `gunicorn wsgi:app` reads this file."""

logger_class = "planner.serverlog.ServerLog"
