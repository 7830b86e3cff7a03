"""The command line: the same use cases as the web, on files and standard input."""

from __future__ import annotations

from flask import Flask

from cli.adviser import adviser_commands
from cli.bank import bank_commands
from cli.card import card_command
from cli.contact import contact_command
from cli.doctor import doctor_command
from cli.form import form_command, import_form_command
from cli.level import level_commands
from cli.plan import plan_command
from cli.store import store_commands
from cli.tier import tier_command

COMMANDS = (
    adviser_commands,
    bank_commands,
    card_command,
    contact_command,
    doctor_command,
    form_command,
    import_form_command,
    level_commands,
    plan_command,
    store_commands,
    tier_command,
)


def register_commands(app: Flask) -> None:
    """Give the application its commands: `flask --help` lists them."""
    for command in COMMANDS:
        app.cli.add_command(command)
