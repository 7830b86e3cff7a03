"""Builds the application: reads settings, makes the services, registers pages and commands."""

from __future__ import annotations

import gc

from flask import Flask

from cli import register_commands
from contacts import ContactsError
from printing.print_queue import ask_to_print
from printing.print_service import PrintService
from questions import BankError
from storage.errors import StoreError
from usecases.services import Services
from usecases.settings import SettingError, Settings, read_settings
from web import init_pages
from web.site.templating import warm_templates


def create_app(settings: Settings | None = None) -> Flask:
    """Give the application. Nothing slow or fallible is done until it is needed; `serve` does it at once."""
    app = Flask(__name__, static_folder=None)
    settings = settings or read_settings()
    services = app.extensions["services"] = Services(settings)
    app.extensions["printing"] = PrintService(services)
    init_pages(app, settings)
    register_commands(app)
    return app


def serve(settings: Settings | None = None) -> Flask:
    """Give the application ready for visitors.

    Raises SystemExit, with what to do, for any error in settings, bank, contacts, keys or store.
    """
    try:
        app = create_app(settings)
        services: Services = app.extensions["services"]
        app.secret_key = services.secret
        services.warm()
        warm_templates(app)
        # The bank and the templates live as long as the process: the collector need not look at them again and again.
        gc.collect()
        gc.freeze()
        printing: PrintService = app.extensions["printing"]
        printing.ask = ask_to_print(printing)
    except (SettingError, BankError, ContactsError, StoreError) as error:
        raise SystemExit(f"The service does not start:\n{error}") from error
    return app
