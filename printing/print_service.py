"""The printing part of the services: the renderer, how a worker is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from reports.pdf.plan import Renderer, one_by_one
from usecases.services import Services

Ask = Callable[[str], None]


def _ask_no_worker(_print_id: str) -> None:
    """No worker is told: the next one that looks for `unfinished_prints` finds the order in the store."""


@dataclass
class PrintService:
    """The printing part of an application or a worker."""

    services: Services
    # Tells a worker of an order, by its id.
    ask: Ask = field(default=_ask_no_worker)
    # How a document of several parts is printed; a worker has two processes for it where cores are free.
    renderer: Renderer = one_by_one

    # Held while a document is printed: a process prints one at a time.
    printing: Lock = field(default_factory=Lock)
