"""How gunicorn serves the site: `gunicorn -c python:scripts.gunicorn_conf` from this project's folder."""

from __future__ import annotations

import gunicorn.http.wsgi as wsgi

from reports.apart import MOST_THREADS as MOST_READING
from scripts.metrics import serve_metrics
from scripts.serving import read_serving
from scripts.turns import Turns
from storage.sqlite.writers import MOST_WAITING
from usecases.events import event, write_log

_serving = read_serving()

wsgi_app = "app:serve()"
bind = [_serving.address]
worker_class = "gthread"
workers = _serving.processes
# Threads that wait to save, and those that wait for a file to be read, are beside those for everything else: /health is
# answered even if nothing can be saved, and while many files are brought.
threads = _serving.threads + MOST_WAITING + MOST_READING
# With a store on another machine, a request waits for answers from there: others are worked on meanwhile.
if _serving.in_turn:
    _turns = Turns()
    pre_request, post_request = _turns.begin, _turns.end
# Loaded once, before the fork, so that an error stops the start. The store's connections do not cross the fork:
# storage/sqlite/connections.py closes them first.
preload_app = True
# Its socket would be in the home folder, and a service may not have one.
control_socket_disable = True
# No header changes where the site believes that it is or how it was reached: by default gunicorn takes SCRIPT_NAME,
# PATH_INFO and X-Forwarded-Proto from anyone on this machine. What a proxy says is read by web/site/security.py alone,
# from as many proxies as CHECK_PROXIES counts.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
# Off: it would contain network addresses, and paths that name assessments.
accesslog = None
errorlog = "-"
# Not "warning": those lines contain the address of anyone who sent an invalid request.
loglevel = "error"


def when_ready(_server: object) -> None:
    """Begin the log and the counters, in the process that all others are forked from and that lives as long."""
    write_log()
    event("started", processes=workers)
    if _serving.metrics:
        serve_metrics(_serving.metrics)


graceful_timeout = 10
# Longer than proxies keep theirs (60 s in nginx): the one who closes first must not be the one who is sent to.
keepalive = 75

_given = wsgi.Response.default_headers


def _without_server(response: wsgi.Response) -> list[str]:
    """gunicorn names itself in every answer, and has no setting against it."""
    return [line for line in _given(response) if not line.lower().startswith("server:")]


wsgi.Response.default_headers = _without_server
