"""What the pages work with: settings, bank, contacts and store, built once and found through the app."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import cast

from flask import current_app

from contacts import Directory
from questions import Bank, load_bank
from reports.pdf import Press, one_by_one
from storage.keys import read_key
from storage.sqlite import SqliteStore
from storage.whole import WholeStore
from web.printers import Printers
from web.settings import Settings
from web.workshops import Boards


@dataclass
class Services:
    """The parts, each made when it is first needed, so that a command loads only what it uses."""

    settings: Settings
    # How a document of several parts is printed; a worker has two processes for it where cores are free.
    press: Press = one_by_one
    _old_banks: dict[str, Bank] = field(default_factory=dict)

    @cached_property
    def bank(self) -> Bank:
        """The bank that new assessments are made with. Raises BankError."""
        return load_bank(self.settings.bank)

    @cached_property
    def directory(self) -> Directory:
        """Forces, postcodes and contacts. Raises ContactsError."""
        return Directory.load(self.settings.contacts, today=self.now().date())

    @cached_property
    def store(self) -> WholeStore:
        """The store. Raises StoreUnavailable or a KeyFileError."""
        return SqliteStore(self.settings.database, read_key(self.settings.store_key or self.settings.store_key_file))

    @cached_property
    def printers(self) -> Printers:
        """The processes that print."""
        return Printers(self.settings.printing)

    @cached_property
    def boards(self) -> Boards:
        """The figures of the workshops that run."""
        return Boards(self.now)

    @cached_property
    def secret(self) -> bytes:
        """The secret that signs cookies and keys the hashes of return codes."""
        return read_key(self.settings.secret_key or self.settings.secret_key_file)

    def bank_of(self, version: str) -> Bank:
        """The bank with this version: the current one, or an earlier one from the store."""
        if version == self.bank.version:
            return self.bank
        if version not in self._old_banks:
            document = self.store.bank_document(version)
            if document is None:
                raise LookupError(f"the store has no bank {version}")
            self._old_banks[version] = Bank.model_validate_json(document)
        return self._old_banks[version]

    def now(self) -> datetime:
        """The time, in UTC. The one clock of the application."""
        return datetime.now(UTC)

    def warm(self) -> None:
        """Build everything, so that a fault stops the start and no visitor waits."""
        self.store.check()
        self.store.keep_bank(self.bank.version, self.bank.document)
        self.directory.find("SW1A 1AA")


def services() -> Services:
    """The parts of the current app."""
    return cast(Services, current_app.extensions["services"])
