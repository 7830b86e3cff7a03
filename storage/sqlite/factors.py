"""Second factors of advisers in SQLite: authenticators, recovery codes, passkeys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from storage.accounts import Passkey
from storage.errors import NotFound, StoreError
from storage.sqlite import rows
from storage.sqlite.base import Base, run


class Factors(Base):
    """The part of the store about second factors; `storage.accounts` says what each method does."""

    def set_totp(self, account_id: str, secret: str, recovery: Sequence[bytes]) -> None:
        """See AccountStore."""
        with self._writing() as db:
            done = run(
                db,
                "update accounts set totp_secret = ?, totp_step = 0 where id = ? and state = 'active'",
                (secret, account_id),
            ).rowcount
            if not done:
                raise no_account()
            put_recovery(db, account_id, recovery)

    def set_recovery(self, account_id: str, recovery: Sequence[bytes]) -> None:
        """See AccountStore."""
        with self._writing() as db:
            if not run(db, "select 1 from accounts where id = ? and state = 'active'", (account_id,)).fetchone():
                raise no_account()
            put_recovery(db, account_id, recovery)

    def use_totp(self, account_id: str, step: int) -> bool:
        """See AccountStore."""
        with self._writing() as db:
            done = run(
                db, "update accounts set totp_step = ? where id = ? and totp_step < ?", (step, account_id, step)
            ).rowcount
        return done == 1

    def use_recovery(self, account_id: str, digest: bytes) -> bool:
        """See AccountStore."""
        with self._writing() as db:
            done = run(
                db, "delete from recovery_codes where account_id = ? and digest = ?", (account_id, digest)
            ).rowcount
        return done == 1

    def recovery_left(self, account_id: str) -> int:
        """See AccountStore."""
        row = self._row("select count(*) from recovery_codes where account_id = ?", (account_id,))
        return row[0] if row else 0

    def add_passkey(
        self, account_id: str, credential: bytes, public_key: bytes, sign_count: int, name: str, now: datetime
    ) -> None:
        """See AccountStore."""
        with self._writing() as db:
            if not run(db, "select 1 from accounts where id = ? and state = 'active'", (account_id,)).fetchone():
                raise no_account()
            if run(db, "select 1 from passkeys where id = ?", (credential,)).fetchone():
                raise StoreError("This passkey is registered already.")
            run(
                db,
                "insert into passkeys (id, account_id, name, public_key, sign_count, created) "
                "values (?, ?, ?, ?, ?, ?)",
                (credential, account_id, name, public_key, sign_count, rows.to_time(now)),
            )

    def passkeys_of(self, account_id: str) -> tuple[Passkey, ...]:
        """See AccountStore."""
        found = self._rows(
            "select id, account_id, name, public_key, sign_count, created, used from passkeys "
            "where account_id = ? order by created, rowid",
            (account_id,),
        )
        return tuple(
            Passkey(
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                datetime.fromisoformat(row[5]),
                datetime.fromisoformat(row[6]) if row[6] else None,
            )
            for row in found
        )

    def use_passkey(self, account_id: str, credential: bytes, sign_count: int, now: datetime) -> None:
        """See AccountStore."""
        with self._writing() as db:
            done = run(
                db,
                "update passkeys set sign_count = ?, used = ? where id = ? and account_id = ? "
                "and (sign_count < ? or (sign_count = 0 and ? = 0))",
                (sign_count, rows.to_time(now), credential, account_id, sign_count, sign_count),
            ).rowcount
            if not done:
                raise no_account()

    def remove_passkey(self, account_id: str, credential: bytes) -> None:
        """See AccountStore."""
        with self._writing() as db:
            run(db, "delete from passkeys where id = ? and account_id = ?", (credential, account_id))


def forget_factors(db: Database, account_id: str) -> None:
    """Delete what an account signs in with, and its sessions."""
    for table in ("recovery_codes", "passkeys", "sign_ins"):
        run(db, f"delete from {table} where account_id = ?", (account_id,))  # noqa: S608


def put_recovery(db: Database, account_id: str, recovery: Sequence[bytes]) -> None:
    """New recovery codes in place of the old ones."""
    run(db, "delete from recovery_codes where account_id = ?", (account_id,))
    for digest in recovery:
        run(db, "insert into recovery_codes (account_id, digest) values (?, ?)", (account_id, digest))


def no_account() -> NotFound:
    """One wording for an account, or what belongs to it, that is not there or not in the state for this."""
    return NotFound("There is no such account in this state. Look at the team again.")
