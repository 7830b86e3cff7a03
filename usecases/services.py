"""The services that use cases work with: settings, bank, contacts, store and clock, each made when first needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from local_time import london_day
from usecases.settings import SettingError, Settings

if TYPE_CHECKING:
    from contacts import Directory
    from questions import Bank
    from storage.keys import Keys
    from storage.store import Store
    from usecases.board_cache import BoardCache
    from usecases.summaries import SummaryCache
    from usecases.traffic import Traffic


@dataclass
class Services:
    """The services, each imported and made when it is first needed, so that a command loads only what it uses."""

    settings: Settings
    _old_banks: dict[str, Bank] = field(default_factory=dict)

    @cached_property
    def bank(self) -> Bank:
        """The bank that new assessments are made with. Raises BankError."""
        from questions import load_bank

        return load_bank(self.settings.bank)

    @cached_property
    def directory(self) -> Directory:
        """Forces, postcodes and contacts. Raises ContactsError."""
        from contacts import Directory

        return Directory.load(self.settings.contacts, today=self.today())

    @cached_property
    def store(self) -> Store:
        """The store. Raises StoreUnavailable or a KeyFileError."""
        if self.settings.postgres is not None:
            return _postgres_store(self.settings.postgres, self.store_keys)
        from storage.sqlite import SqliteStore

        return SqliteStore(self.settings.database, self.store_keys)

    def store_keys(self) -> tuple[bytes, ...]:
        """The keys that may open the store, as they are now. Raises KeyRefused."""
        from storage.keys import keys_of

        return keys_of(self.settings.store_key or self.settings.store_key_file)

    @cached_property
    def boards(self) -> BoardCache:
        """The figures of the workshops that are running."""
        from usecases.board_cache import BoardCache

        return BoardCache(self.now)

    @cached_property
    def traffic(self) -> Traffic:
        """The limits of the pages that keep nothing of anyone."""
        from usecases.traffic import Traffic

        return Traffic(self.now)

    @cached_property
    def summaries(self) -> SummaryCache:
        """What finished assessments say."""
        from usecases.summaries import SummaryCache

        return SummaryCache()

    @cached_property
    def secret(self) -> bytes:
        """The secret that signs cookies and keys the hashes of return codes."""
        from storage.keys import read_key

        return read_key(self.settings.secret_key or self.settings.secret_key_file)

    def bank_of(self, version: str) -> Bank:
        """The bank with this version: the current one, or an earlier one from the store."""
        if version == self.bank.version:
            return self.bank
        if version not in self._old_banks:
            from questions.stored import read_stored_bank

            document = self.store.bank_document(version)
            if document is None:
                raise LookupError(f"the store has no bank {version}")
            self._old_banks[version] = read_stored_bank(document)
        return self._old_banks[version]

    def now(self) -> datetime:
        """The time, in UTC. The one clock of the application."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in London."""
        return london_day(self.now())

    def warm(self) -> None:
        """Build everything, so that an error stops the start and no visitor waits."""
        self._refuse_exposed_data()
        self.store.check()
        self.store.keep_bank(self.bank.version, self.bank.document)
        self.directory.find("SW1A 1AA")

    def _refuse_exposed_data(self) -> None:
        data = self.settings.data
        if self.settings.production and data.exists() and data.stat().st_mode & 0o077:
            raise SettingError(f"CHECK_DATA: others can read the folder {data}. Run: chmod go-rwx {data}")


def _postgres_store(url: str, keys: Keys) -> Store:
    # Imported here: the store in the data folder needs none of it.
    try:
        from storage.postgres import PostgresStore
    except ImportError as error:
        raise SettingError(
            "CHECK_STORE: the packages for PostgreSQL are not installed. Run scripts/setup with this setting, "
            "or install requirements-postgres.lock"
        ) from error
    return PostgresStore(url, keys)
