"""How gunicorn serves Rapport, however it is started: `gunicorn wsgi:app` reads this file.

What is given on the command line goes first. See docs/decisions/serving.md.
"""

bind = "127.0.0.1:5000"
workers = 2
threads = 4
worker_class = "planner.server.serving.ReceivingWorker"
logger_class = "planner.server.serverlog.ServerLog"
timeout = 60
graceful_timeout = 30
control_socket_disable = True
loglevel = "warning"
