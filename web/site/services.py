"""The services of the application that answers this request."""

from __future__ import annotations

from typing import cast

from flask import current_app
from werkzeug.local import LocalProxy

from printing.print_service import PrintService
from usecases.services import Services


def these_services() -> Services:
    """The services themselves: quicker than `services` for what asks them for many things."""
    found: Services = current_app.extensions["services"]
    return found


# As Flask's own `request`: each use finds the application that runs now.
services = cast(Services, LocalProxy(these_services))
printing = cast(PrintService, LocalProxy(lambda: current_app.extensions["printing"]))
