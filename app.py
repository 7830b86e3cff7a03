"""Builds the application: reads settings, makes the services, registers pages and commands."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import click
from flask import Flask

from cli import COMMANDS, Commands
from usecases.services import Services
from usecases.settings import SettingError, Settings, read_settings

if TYPE_CHECKING:
    from printing.print_service import PrintService


def create_app(settings: Settings | None = None) -> Flask:
    """Give the application. Nothing slow or fallible is done until it is needed; `serve` does it at once."""
    app = Flask(__name__, static_folder=None)
    settings = settings or read_settings()
    app.extensions["services"] = Services(settings)
    app.cli = Commands(app.name)
    if not _for_a_command():
        _add_pages(app, settings)
    return app


def serve(settings: Settings | None = None) -> Flask:
    """Give the application ready for visitors.

    Raises SystemExit, with what to do, for any error in settings, bank, contacts, keys or store.
    """
    from contacts import ContactsError
    from printing.print_queue import ask_to_print
    from questions import BankError
    from storage.errors import StoreError
    from web.site.templating import warm_templates

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


def _for_a_command() -> bool:
    """Whether `flask` asks for the application for one of our commands: they need no pages, and start without them."""
    return click.get_current_context(silent=True) is not None and sys.argv[1:2] in [[name] for name in COMMANDS]


def _add_pages(app: Flask, settings: Settings) -> None:
    from printing.print_service import PrintService
    from web import init_pages

    app.extensions["printing"] = PrintService(app.extensions["services"])
    init_pages(app, settings)
