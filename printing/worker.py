"""The worker process: `huey_consumer printing.worker.huey -k process`."""

from __future__ import annotations

from printing.print_queue import make_queue
from printing.print_service import PrintService
from usecases.events import write_log
from usecases.services import Services
from usecases.settings import read_settings

write_log()
huey, _ask = make_queue(PrintService(Services(read_settings())))
