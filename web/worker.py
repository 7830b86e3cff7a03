"""The worker process: `huey_consumer web.worker.huey -k process`."""

from __future__ import annotations

from web.jobs import make_queue
from web.services import Services
from web.settings import read_settings

huey, _ask = make_queue(Services(read_settings()))
