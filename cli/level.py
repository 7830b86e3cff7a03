"""The command line for the national threat level: show it, set it. It is a dated setting, never code or content."""

from __future__ import annotations

from datetime import datetime

import click

from cli.cli_helpers import bank_or_fail, fail, services
from questions import Bank
from questions.levels import Levels
from storage.errors import StoreError
from usecases.threat_level import current_level, keep_level, level_of_nation

level_commands = click.Group("level", help="Show or set the national threat level that the pages name.")


@level_commands.command("show")
def show_level() -> None:
    """Print the level that is set and since when, and those that a nation has of its own."""
    levels = _levels(bank_or_fail(services))
    for own in (None, *levels.nations):
        before, option = (f"{own.name}: ", f" --nation {own.nation}") if own else ("", "")
        try:
            current = current_level(services, levels, own)
        except StoreError as error:
            fail(str(error))
        if current is None:
            remedy = f"Look it up at {levels.where[0].url}, then: flask level set LEVEL --since DATE{option}"
            click.echo(f"{before}No level is set. {remedy}")
        else:
            since, checked_on = current.since.isoformat(), current.checked_on.isoformat()
            click.echo(
                f"{before}{current.level.title} since {since}, checked on {checked_on}: "
                f"{current.level.means}. Response level {current.response.title}."
            )


@level_commands.command("set")
@click.argument("level")
@click.option(
    "--since", "set_at", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day it was set, as 2026-04-30."
)
@click.option("--nation", help="The nation whose own level it is, as northern-ireland. Without it: the national level.")
def set_level(level: str, set_at: datetime, nation: str | None) -> None:
    """Set the national threat level, or that of one nation, to LEVEL, as published by MI5."""
    levels = _levels(bank_or_fail(services))
    own = level_of_nation(levels, nation)
    if nation is not None and own is None:
        known = ", ".join(each.nation for each in levels.nations) or "none"
        fail(f"There is no level of its own for {nation!r}: choose from {known}")
    picked = next((each for each in levels.levels if level.casefold() in (each.id, each.title.casefold())), None)
    since, today = set_at.date(), services.today()
    if picked is None:
        fail(f"There is no level {level!r}: choose from {', '.join(each.title for each in levels.levels)}")
    if since > today:
        fail(f"{since.isoformat()} is in the future: give the day on which the level was set")
    try:
        keep_level(services, picked.id, since, today, own)
    except StoreError as error:
        fail(str(error))
    kept = current_level(services, levels, own)
    assert kept is not None
    click.echo(kept.sentence())


def _levels(bank: Bank) -> Levels:
    if bank.levels is None:
        fail("This bank has no national levels (levels.yaml).")
    return bank.levels
