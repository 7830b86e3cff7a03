"""The services of the application that answers this request."""

from __future__ import annotations

from typing import cast

from flask import current_app
from werkzeug.local import LocalProxy

from printing.print_service import PrintService
from usecases.services import Services

# As Flask's own `request`: each use finds the application that runs now.
services = cast(Services, LocalProxy(lambda: current_app.extensions["services"]))
printing = cast(PrintService, LocalProxy(lambda: current_app.extensions["printing"]))
