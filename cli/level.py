"""The command line for the national threat level: show it, set it. It is a dated setting, never code or content."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import AppGroup

from cli.cli_helpers import bank_or_fail, fail, services
from questions import Bank
from questions.levels import Levels
from storage.errors import StoreError
from usecases.threat_level import CurrentLevel, current_level, keep_level

level_commands = AppGroup("level", help="Show or set the national threat level that the pages name.")


@level_commands.command("show")
def show_level() -> None:
    """Print the level that is set, and since when."""
    levels = _levels(bank_or_fail(services))
    try:
        current = current_level(services, levels)
    except StoreError as error:
        fail(str(error))
    if current is None:
        click.echo(f"No level is set. Look it up at {levels.where[0].url}, then: flask level set LEVEL --since DATE")
    else:
        click.echo(
            f"{current.level.title} since {current.since.isoformat()}, checked on {current.checked_on.isoformat()}: "
            f"{current.level.means}. Response level {current.response.title}."
        )


@level_commands.command("set")
@click.argument("level")
@click.option(
    "--since", "set_at", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day it was set, as 2026-04-30."
)
def set_level(level: str, set_at: datetime) -> None:
    """Set the national threat level to LEVEL, as published by MI5."""
    levels = _levels(bank_or_fail(services))
    picked = next((each for each in levels.levels if level.casefold() in (each.id, each.title.casefold())), None)
    since, today = set_at.date(), services.today()
    if picked is None:
        fail(f"There is no level {level!r}: choose from {', '.join(each.title for each in levels.levels)}")
    if since > today:
        fail(f"{since.isoformat()} is in the future: give the day on which the level was set")
    try:
        keep_level(services, picked.id, since, today)
    except StoreError as error:
        fail(str(error))
    response = next(each for each in levels.responses if each.id == picked.response)
    click.echo(CurrentLevel(picked, response, since, today).sentence())


def _levels(bank: Bank) -> Levels:
    if bank.levels is None:
        fail("This bank has no national levels (levels.yaml).")
    return bank.levels
