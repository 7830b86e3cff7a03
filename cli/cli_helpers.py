"""What the commands share: services that work or a clear end, and files that are written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from assessment.plain_text import tidy_text
from cli.atomic_write import OutputError, write_files
from storage.errors import StoreError
from usecases.services import Services

if TYPE_CHECKING:
    from contacts import Contact, Directory
    from questions import Bank


class _Found:
    """The services of the command that runs: each use finds them, as commands are run more than once in tests."""

    def __getattr__(self, name: str) -> object:
        return getattr(_services(), name)


services = cast("Services", _Found())


def _services() -> Services:
    given = click.get_current_context().find_root().obj
    if isinstance(given, Services):
        return given
    # Called as `flask …`: what Flask gives loads the application.
    found: Services = given.load_app().extensions["services"]
    return found


def fail(*lines: str) -> NoReturn:
    """Say what is wrong on standard error, nothing in it that a terminal would act on, and stop with exit code 1."""
    for line in lines:
        click.echo(tidy_text(line), err=True)
    sys.exit(1)


@contextmanager
def store_errors() -> Iterator[None]:
    """Stop with what the store, or a file beside it, says is wrong."""
    try:
        yield
    except StoreError as error:
        fail(*str(error).splitlines())
    except OSError as error:
        fail(f"{error.filename or 'A file'}: {error.strerror}. Check its folder, its space, and who may write there.")


def say_unprinted(where: str, *texts: str) -> None:
    """Say on standard error which letters of these texts a print cannot show."""
    from reports.pdf.letters import print_warning

    if warning := print_warning(*texts):
        click.echo(tidy_text(f"{where}: {warning}"), err=True)


def say_contact_unprinted(contact: Contact | None) -> None:
    """The same of a force's contact, which an operator's file may give."""
    if contact is not None:
        say_unprinted(
            f"contact of {contact.force_id}", *(text for text in asdict(contact).values() if isinstance(text, str))
        )


def bank_or_fail(services: Services) -> Bank:
    """The bank; if it has problems, prints every one on standard error and exits with code 1."""
    from questions import BankError

    try:
        return services.bank
    except BankError as error:
        fail(*map(str, error.problems), f"{len(error.problems)} problem(s) in {services.settings.bank}")


def directory_or_fail(services: Services) -> Directory:
    """Forces and contacts; if the contacts file has problems, prints every one and exits with code 1."""
    from contacts import ContactsError

    try:
        return services.directory
    except ContactsError as error:
        fail(
            *map(str, error.problems), f"{len(error.problems)} problem(s) in {services.settings.contacts or 'contacts'}"
        )


def write_or_fail(files: Mapping[Path, bytes]) -> None:
    """Write every file or none; where one cannot be written, say so and exit with code 1."""
    try:
        write_files(files)
    except OutputError as error:
        fail(str(error))
