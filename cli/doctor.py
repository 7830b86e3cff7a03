"""The command line's look at an installation: what is wrong, and what to do."""

from __future__ import annotations

import sys

import click

from assessment.plain_text import tidy_text
from cli.cli_helpers import services
from usecases.doctor import examine_installation

_SIGNS = {"ok": "ok   ", "look": "LOOK ", "wrong": "WRONG"}


@click.command("doctor")
def doctor_command() -> None:
    """Look at settings, keys, rights, database, disk, clock, back-up, questions and contacts, and say what to do.

    Ends with code 1 if anything is WRONG. What is marked LOOK can wait for a day.
    """
    findings = examine_installation(services)
    for each in findings:
        click.echo(f"{_SIGNS[each.state]}  {each.subject}: {tidy_text(each.found)}")
        if each.remedy:
            click.echo(f"       {tidy_text(each.remedy)}.")
    if any(each.state == "wrong" for each in findings):
        sys.exit(1)
