"""What the commands share: parts that work or a clear end, and files that are written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from assessment.profile import tidy_text
from contacts import ContactsError, Directory
from questions import Bank, BankError
from web.outputs import OutputError, write_files
from web.services import Services


def fail(*lines: str) -> NoReturn:
    """Say what is wrong on standard error, nothing in it that a terminal would act on, and stop with exit code 1."""
    for line in lines:
        click.echo(tidy_text(line), err=True)
    sys.exit(1)


def bank_or_fail(parts: Services) -> Bank:
    """The bank; where it has faults, every one of them on standard error and exit code 1."""
    try:
        return parts.bank
    except BankError as error:
        fail(*map(str, error.problems), f"{len(error.problems)} problem(s) in {parts.settings.bank}")


def directory_or_fail(parts: Services) -> Directory:
    """Forces and contacts; where the contacts file has faults, every one of them and exit code 1."""
    try:
        return parts.directory
    except ContactsError as error:
        fail(*map(str, error.problems), f"{len(error.problems)} problem(s) in {parts.settings.contacts or 'contacts'}")


def write_or_fail(files: Mapping[Path, bytes]) -> None:
    """Write every file or none; where one cannot be written, say so and exit with code 1."""
    try:
        write_files(files)
    except OutputError as error:
        fail(str(error))
