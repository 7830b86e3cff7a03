"""The PostgreSQL database behind the statements: reading it, and writing in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import psycopg

from storage.errors import StoreUnavailable
from storage.keys import Keys
from storage.postgres.connections import Connection, Pool, Session, connect
from storage.postgres.postgres_errors import translated_errors
from storage.postgres.schema import migrate
from storage.sealing import Vault
from storage.sql import rows
from storage.sql.base import Base, run
from storage.sql.database import Database, Parameters

OLDEST = 15
# The number of the lock that every act shares, or has for itself alone; those of single things are made of their ids.
_WHOLE = 7_301_000_001
# Seconds after which the server ends a transaction whose machine does not go on with it: others wait for its locks.
_FROZEN = 20


class Connected(Base):
    """The pool of connections to one database, and how it is used."""

    def __init__(self, url: str, key: bytes | Keys, *, busy_seconds: float = 5.0) -> None:
        """Look at the database, which must exist, and bring its tables up to date. Raises StoreUnavailable.

        A writer waits `busy_seconds` for another. The key is that of the service, which every node has; given as a
        function, it is asked again when it is needed, as it may be changed.
        """
        self._busy_seconds = busy_seconds
        self._vault = Vault((lambda: (key,)) if isinstance(key, bytes) else key)
        self._pool = Pool(url)
        with translated_errors():
            connection = connect(url)
            try:
                refuse_unfit(connection)
                migrate(connection, self._vault)
            finally:
                connection.close()

    def close(self) -> None:
        """Let go of the database; afterwards everything raises StoreUnavailable."""
        self._pool.close()

    def check(self) -> None:
        """See SiteStore."""
        with self._writing("check") as db:
            # An answer is not enough: a full disk, or a standby, answers.
            run(
                db,
                "insert into settings (name, value, kept) values ('checked', '', '') "
                "on conflict (name) do update set kept = excluded.kept",
                (),
            )

    def clean_log(self) -> bool:
        """See SiteStore: the log is the server's, which cleans it up itself."""
        return True

    def count_pages(self) -> int:
        """See SiteStore: the pages are the server's, which looks through them itself."""
        return 0

    def damaged_pages(self, _numbers: Sequence[int]) -> tuple[int, ...]:
        """See SiteStore."""
        return ()

    @contextmanager
    def _writing(self, of: str | None = None) -> Iterator[Database]:
        with translated_errors(), self._pool.lend(to_write=True) as connection:
            session = Session(connection)
            try:
                session.begin(self._beginning(of))
                yield Database(session, self._vault)
                session.commit()
            except BaseException:
                with suppress(psycopg.Error):
                    connection.rollback()
                raise

    def _beginning(self, of: str | None) -> str:
        """An act has the whole store for itself, or shares it with acts on other things.

        So what is read inside does not change before it is written, as in SQLite, and nobody who reads ever waits.
        """
        begin = (
            f"begin; set local lock_timeout = {int(self._busy_seconds * 1000)}; "
            f"set local idle_in_transaction_session_timeout = '{_FROZEN}s'; "
        )
        if of is None:
            return f"{begin}select pg_advisory_xact_lock({_WHOLE})"
        number = int.from_bytes(hashlib.blake2b(of.encode(), digest_size=8).digest(), signed=True)
        return f"{begin}select pg_advisory_xact_lock_shared({_WHOLE}), pg_advisory_xact_lock({number})"

    def _row(self, sql: str, parameters: Parameters) -> rows.Row | None:
        with translated_errors(), self._pool.lend() as connection:
            row: rows.Row | None = run(Session(connection), sql, parameters).fetchone()
            return row

    def _rows(self, sql: str, parameters: Parameters) -> list[rows.Row]:
        with translated_errors(), self._pool.lend() as connection:
            found: list[rows.Row] = run(Session(connection), sql, parameters).fetchall()
            return found


def refuse_unfit(connection: Connection) -> None:
    """Raise StoreUnavailable for a server that is too old, and for a database that cannot keep every text."""
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        raise StoreUnavailable(f"The database server is PostgreSQL {version}. Use {OLDEST} or newer.")
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreUnavailable(f"The database keeps text as {encoding}. Make one with the encoding UTF8.")
