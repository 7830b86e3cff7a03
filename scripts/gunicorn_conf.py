"""How gunicorn serves the site: `gunicorn -c python:scripts.gunicorn_conf` from this project's folder."""

from __future__ import annotations

from scripts.serving import read_serving

_serving = read_serving()

wsgi_app = "app:serve()"
bind = [_serving.address]
worker_class = "gthread"
workers = _serving.processes
threads = _serving.threads
# Loaded once before the processes split, so that a fault stops the start. The store's connections do not cross the
# fork: storage/sqlite/connections.py closes them before it.
preload_app = True
# Its socket would lie under the home folder, which a service need not have.
control_socket_disable = True
# Off: it would hold network addresses, and paths that name assessments.
accesslog = None
errorlog = "-"
# Not warning: those name the address of whoever sent an invalid request.
loglevel = "error"
graceful_timeout = 10
