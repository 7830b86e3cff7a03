"""How gunicorn serves the site: `gunicorn -c python:scripts.gunicorn_conf` from this project's folder."""

from __future__ import annotations

import sys
from types import TracebackType

from contacts import ContactsError
from questions import BankError
from scripts.serving import read_serving
from storage.errors import StoreError
from web.settings import SettingError

_EXPECTED = (SettingError, BankError, ContactsError, StoreError)


def _say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End a refused start with what is wrong and what to do; a traceback would only hide it."""
    if isinstance(error, _EXPECTED):
        print(error, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _say
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
loglevel = "warning"
graceful_timeout = 10
