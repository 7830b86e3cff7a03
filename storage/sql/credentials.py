"""What advisers sign in with: passwords, authenticators, recovery codes, passkeys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.credentials import Passkey
from storage.errors import Refused
from storage.sql import rows
from storage.sql.acts import log_by
from storage.sql.base import Base, Parameters, insert, no_account, run
from storage.sql.database import Database


class Credentials(Base):
    """The part of the store about credentials; `storage.credentials` says what each method does."""

    def change_password(self, account_id: str, password_hash: str, *, keep_sign_in: str, now: datetime) -> None:
        """See CredentialStore."""
        with self._writing() as db:
            change_account(db, account_id, "password_hash = ?", (password_hash,))
            _end_other_sign_ins(db, account_id, keep_sign_in)
            log_by(db, account_id, "changed-password", "", now)

    def update_password_hash(self, account_id: str, password_hash: str, *, instead_of: str | None = None) -> None:
        """See CredentialStore."""
        with self._writing() as db:
            must_be_active(db, account_id)
            run(
                db,
                "update accounts set password_hash = ? where id = ? and password_hash = coalesce(?, password_hash)",
                (password_hash, account_id, instead_of),
            )

    def replace_authenticator(
        self,
        account_id: str,
        secret: str,
        step: int,
        recovery: Sequence[bytes],
        *,
        keep_sign_in: str,
        now: datetime,
    ) -> None:
        """See CredentialStore."""
        with self._writing() as db:
            change_account(db, account_id, "totp_secret = ?, totp_step = ?", (secret, step))
            put_recovery(db, account_id, recovery)
            _end_other_sign_ins(db, account_id, keep_sign_in)
            log_by(db, account_id, "changed-authenticator", "", now)

    def replace_recovery_codes(self, account_id: str, recovery: Sequence[bytes], now: datetime) -> None:
        """See CredentialStore."""
        with self._writing() as db:
            must_be_active(db, account_id)
            put_recovery(db, account_id, recovery)
            log_by(db, account_id, "new-recovery-codes", "", now)

    def use_totp(self, account_id: str, step: int) -> bool:
        """See CredentialStore."""
        with self._writing() as db:
            used = run(
                db, "update accounts set totp_step = ? where id = ? and totp_step < ?", (step, account_id, step)
            ).rowcount
        return used == 1

    def use_recovery(self, account_id: str, digest: bytes) -> bool:
        """See CredentialStore."""
        with self._writing() as db:
            used = run(
                db, "delete from recovery_codes where account_id = ? and digest = ?", (account_id, digest)
            ).rowcount
        return used == 1

    def recovery_left(self, account_id: str) -> int:
        """See CredentialStore."""
        row = self._row("select count(*) from recovery_codes where account_id = ?", (account_id,))
        return row[0] if row else 0

    def add_passkey(
        self, account_id: str, credential: bytes, public_key: bytes, sign_count: int, name: str, now: datetime
    ) -> None:
        """See CredentialStore."""
        row = (credential, account_id, name, public_key, sign_count, rows.to_time(now), None)
        with self._writing() as db:
            must_be_active(db, account_id)
            if run(db, "select 1 from passkeys where id = ?", (credential,)).fetchone():
                raise Refused("This passkey is registered already.")
            insert(db, "passkeys", rows.PASSKEY, row)
            log_by(db, account_id, "added-passkey", "", now)

    def passkeys_of(self, account_id: str) -> tuple[Passkey, ...]:
        """See CredentialStore."""
        found = self._rows(
            f"select {rows.PASSKEY} from passkeys where account_id = ? order by created, rowid", (account_id,)
        )
        return tuple(map(rows.passkey, found))

    def use_passkey(self, account_id: str, credential: bytes, sign_count: int, now: datetime) -> None:
        """See CredentialStore."""
        with self._writing() as db:
            used = run(
                db,
                "update passkeys set sign_count = ?, used = ? where id = ? and account_id = ? "
                "and (sign_count < ? or (sign_count = 0 and ? = 0))",
                (sign_count, rows.to_time(now), credential, account_id, sign_count, sign_count),
            ).rowcount
            if not used:
                raise no_account()

    def remove_passkey(self, account_id: str, credential: bytes, now: datetime) -> bool:
        """See CredentialStore."""
        with self._writing() as db:
            removed = run(db, "delete from passkeys where id = ? and account_id = ?", (credential, account_id)).rowcount
            if removed:
                log_by(db, account_id, "removed-passkey", "", now)
        return removed == 1


def change_account(
    db: Database, account_id: str, change: str, values: Parameters = (), *, only: str = "state = 'active'"
) -> None:
    """Change one account, which must be in this state. NotFound."""
    sql = f"update accounts set {change} where id = ? and {only}"
    if run(db, sql, (*values, account_id)).rowcount == 0:
        raise no_account()


def must_be_active(db: Database, account_id: str) -> None:
    """NotFound for an account that is not active."""
    if not run(db, "select 1 from accounts where id = ? and state = 'active'", (account_id,)).fetchone():
        raise no_account()


def forget_credentials(db: Database, account_id: str) -> None:
    """Delete what an account signs in with beside its password, its sessions, and the address of its feed."""
    for table in ("recovery_codes", "passkeys", "sign_ins", "team_feeds"):
        run(db, f"delete from {table} where account_id = ?", (account_id,))


def put_recovery(db: Database, account_id: str, recovery: Sequence[bytes]) -> None:
    """New recovery codes in place of the old ones."""
    run(db, "delete from recovery_codes where account_id = ?", (account_id,))
    for digest in recovery:
        insert(db, "recovery_codes", "account_id, digest", (account_id, digest))


def _end_other_sign_ins(db: Database, account_id: str, keep_sign_in: str) -> None:
    run(db, "delete from sign_ins where account_id = ? and id <> ?", (account_id, keep_sign_in))
