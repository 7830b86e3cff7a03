"""Builds the application: reads settings, makes the parts, registers pages and commands."""

from __future__ import annotations

import gc
from datetime import timedelta

from flask import Flask

from contacts import ContactsError
from questions import BankError
from storage.errors import StoreError
from web.adviser_commands import adviser_commands
from web.advisers.access import init_advisers
from web.advisers.account import account
from web.advisers.entry import entry
from web.advisers.figures import figures
from web.advisers.fresh import fresh
from web.advisers.looking import looking
from web.advisers.own_passkeys import own_passkeys
from web.advisers.requests import requests
from web.advisers.signing_in import signing_in
from web.advisers.team import team
from web.advisers.visit_paper import visit_paper
from web.advisers.visits import visits
from web.advisers.workshops import workshops
from web.assets import init_templates, warm_templates
from web.bank_commands import bank_commands
from web.card_commands import card_command
from web.cards import cards
from web.commands import contact_command, plan_command, tier_command
from web.exports import exports
from web.form_commands import form_command, import_form_command
from web.jobs import make_queue, print_here
from web.joining import joining
from web.level_commands import level_commands
from web.logo import logo
from web.paper import paper
from web.premises import premises
from web.print_pages import prints
from web.public import public
from web.questionnaire import questionnaire
from web.results import results
from web.security import init_security
from web.services import Services
from web.settings import SettingError, Settings, read_settings
from web.sharing import sharing
from web.workspace import workspace


def create_app(settings: Settings | None = None) -> Flask:
    """Give the application. Nothing slow or fallible is done until it is needed; `serve` does it at once."""
    app = Flask(__name__)
    settings = settings or read_settings()
    app.extensions["services"] = Services(settings)
    app.config.update(
        SESSION_COOKIE_NAME="check",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
    )
    init_security(app, production=settings.production, proxies=settings.proxies)
    init_templates(app)
    init_advisers(app)
    owners = (
        *(public, cards, workspace, premises, logo, questionnaire, paper, results, exports, prints, sharing, joining),
    )
    advisers = (
        *(
            signing_in,
            account,
            own_passkeys,
            requests,
            looking,
            visits,
            visit_paper,
            fresh,
            workshops,
            figures,
            entry,
            team,
        ),
    )
    for blueprint in (*owners, *advisers):
        app.register_blueprint(blueprint)
    for command in (
        adviser_commands,
        bank_commands,
        card_command,
        contact_command,
        form_command,
        import_form_command,
        level_commands,
        plan_command,
        tier_command,
    ):
        app.cli.add_command(command)
    return app


def serve(settings: Settings | None = None) -> Flask:
    """Give the application ready for visitors.

    Raises SystemExit, with what to do, for any fault in settings, bank, contacts, keys or store.
    """
    try:
        app = create_app(settings)
        parts: Services = app.extensions["services"]
        app.secret_key = parts.secret
        parts.warm()
        warm_templates(app)
        # The bank and the templates live as long as the process: the collector need not look at them again and again.
        gc.collect()
        gc.freeze()
        app.extensions["ask_to_print"] = make_queue(parts)[1] if parts.settings.worker else print_here(parts)
    except (SettingError, BankError, ContactsError, StoreError) as error:
        raise SystemExit(f"The service does not start:\n{error}") from error
    return app
