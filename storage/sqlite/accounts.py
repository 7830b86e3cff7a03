"""Accounts of advisers, their sessions and log, in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.accounts import Account, Act, Role, SignIn
from storage.errors import NotFound, StoreError
from storage.ids import new_id
from storage.sqlite import rows
from storage.sqlite.base import Base, run
from storage.sqlite.factors import forget_factors, no_account, put_recovery

ACCOUNT = "id, force_id, email, name, role, state, password_hash, totp_secret, totp_step, created"
SIGN_IN = "id, account_id, device, begun, seen, until"
SEEN_EVERY = timedelta(minutes=1)


class Accounts(Base):
    """The part of the store about advisers; `storage.accounts` says what each method does."""

    def invite(
        self, force_id: str, email: str, name: str, role: Role, digest: bytes, until: datetime, now: datetime
    ) -> Account:
        """See AccountStore."""
        row = (new_id(), force_id, email.casefold(), name, role, "invited", "", "", 0, rows.to_time(now))
        with self._writing() as db:
            if run(db, "select 1 from accounts where email = ?", (email.casefold(),)).fetchone():
                raise StoreError("This email address has an account already. Use another, or remove that one first.")
            db.table("accounts").insert(
                {
                    **dict(zip(ACCOUNT.split(", "), row, strict=True)),
                    "invitation": digest,
                    "invited_until": rows.to_time(until),
                }
            )
        return _account(row)

    def renew_invitation(self, account_id: str, digest: bytes, until: datetime) -> None:
        """See AccountStore."""
        self._change(
            "update accounts set invitation = ?, invited_until = ? where id = ? and state = 'invited'",
            (digest, rows.to_time(until), account_id),
        )

    def reset_account(self, account_id: str, digest: bytes, until: datetime) -> None:
        """See AccountStore."""
        with self._writing() as db:
            done = run(
                db,
                "update accounts set state = 'invited', password_hash = '', totp_secret = '', totp_step = 0, "
                "invitation = ?, invited_until = ? where id = ? and state in ('invited', 'active')",
                (digest, rows.to_time(until), account_id),
            ).rowcount
            if not done:
                raise no_account()
            forget_factors(db, account_id)

    def find_invitation(self, digest: bytes, now: datetime) -> Account | None:
        """See AccountStore."""
        return self._account("invitation = ? and invited_until > ? and state = 'invited'", (digest, rows.to_time(now)))

    def accept_invitation(
        self, digest: bytes, name: str, password_hash: str, totp_secret: str, recovery: Sequence[bytes], now: datetime
    ) -> Account:
        """See AccountStore."""
        with self._writing() as db:
            found = run(
                db,
                "update accounts set state = 'active', name = ?, password_hash = ?, totp_secret = ?, "  # noqa: S608
                "invitation = null where invitation = ? and invited_until > ? and state = 'invited' "
                f"returning {ACCOUNT}",
                (name, password_hash, totp_secret, digest, rows.to_time(now)),
            ).fetchone()
            if found is None:
                raise NotFound("This invitation is over. Ask your administrator for a new one.")
            put_recovery(db, found[0], recovery)
        return _account(found)

    def account(self, account_id: str) -> Account | None:
        """See AccountStore."""
        return self._account("id = ?", (account_id,))

    def find_account(self, email: str) -> Account | None:
        """See AccountStore."""
        return self._account("email = ? and state <> 'removed'", (email.casefold(),))

    def accounts_of(self, force_id: str) -> tuple[Account, ...]:
        """See AccountStore."""
        found = self._rows(
            f"select {ACCOUNT} from accounts where force_id = ? and state <> 'removed' order by name, id",  # noqa: S608
            (force_id,),
        )
        return tuple(map(_account, found))

    def suspend(self, account_id: str) -> None:
        """See AccountStore."""
        with self._writing() as db:
            done = run(
                db, "update accounts set state = 'suspended' where id = ? and state = 'active'", (account_id,)
            ).rowcount
            if not done:
                raise no_account()
            run(db, "delete from sign_ins where account_id = ?", (account_id,))

    def restore(self, account_id: str) -> None:
        """See AccountStore."""
        self._change("update accounts set state = 'active' where id = ? and state = 'suspended'", (account_id,))

    def remove(self, account_id: str) -> None:
        """See AccountStore."""
        with self._writing() as db:
            gone = run(
                db,
                "update accounts set state = 'removed', email = 'removed ' || id, password_hash = '', "
                "totp_secret = '', invitation = null where id = ? and state <> 'removed'",
                (account_id,),
            )
            if gone.rowcount == 0:
                raise no_account()
            forget_factors(db, account_id)

    def set_password(self, account_id: str, password_hash: str) -> None:
        """See AccountStore."""
        self._change(
            "update accounts set password_hash = ? where id = ? and state = 'active'", (password_hash, account_id)
        )

    def sign_in(self, account_id: str, digest: bytes, device: str, now: datetime, until: datetime) -> SignIn:
        """See AccountStore."""
        moment = rows.to_time(now)
        row = (new_id(), account_id, device, moment, moment, rows.to_time(until))
        with self._writing() as db:
            if not run(db, "select 1 from accounts where id = ? and state = 'active'", (account_id,)).fetchone():
                raise no_account()
            run(db, "delete from sign_ins where until <= ?", (moment,))
            db.table("sign_ins").insert({**dict(zip(SIGN_IN.split(", "), row, strict=True)), "digest": digest})
        return _sign_in(row)

    def signed_in(self, digest: bytes, now: datetime) -> tuple[SignIn, Account] | None:
        """See AccountStore."""
        row = self._row(
            f"select {_of('s', SIGN_IN)}, {_of('a', ACCOUNT)} from sign_ins s join accounts a on a.id = s.account_id "  # noqa: S608
            "where s.digest = ? and s.until > ? and a.state = 'active'",
            (digest, rows.to_time(now)),
        )
        if row is None:
            return None
        found, width = _sign_in(row), SIGN_IN.count(",") + 1
        if now - found.seen >= SEEN_EVERY:
            with self._writing() as db:
                run(db, "update sign_ins set seen = ? where id = ?", (rows.to_time(now), found.id))
        return found, _account(row[width:])

    def sign_ins_of(self, account_id: str, now: datetime) -> tuple[SignIn, ...]:
        """See AccountStore."""
        found = self._rows(
            f"select {SIGN_IN} from sign_ins where account_id = ? and until > ? order by begun desc, rowid desc",  # noqa: S608
            (account_id, rows.to_time(now)),
        )
        return tuple(map(_sign_in, found))

    def sign_out(self, account_id: str, sign_in_id: str) -> None:
        """See AccountStore."""
        with self._writing() as db:
            run(db, "delete from sign_ins where id = ? and account_id = ?", (sign_in_id, account_id))

    def sign_out_all(self, account_id: str, but: str = "") -> None:
        """See AccountStore."""
        with self._writing() as db:
            run(db, "delete from sign_ins where account_id = ? and id <> ?", (account_id, but))

    def log(self, force_id: str, account_id: str, act: str, about: str, now: datetime) -> None:
        """See AccountStore."""
        with self._writing() as db:
            write_log(db, force_id, account_id, act, about, now)

    def log_of(self, force_id: str, before: int | None = None, most: int = 100) -> tuple[Act, ...]:
        """See AccountStore."""
        found = self._rows(
            f"select {rows.ACT} from acts where force_id = ? and id < ? "  # noqa: S608
            "order by id desc limit ?",
            (force_id, before or 2**62, most),
        )
        return tuple(map(rows.act, found))

    def _account(self, condition: str, parameters: tuple[str | bytes, ...]) -> Account | None:
        row = self._row(f"select {ACCOUNT} from accounts where {condition}", parameters)  # noqa: S608
        return _account(row) if row else None

    def _change(self, sql: str, parameters: tuple[str | bytes | int, ...]) -> None:
        with self._writing() as db:
            if run(db, sql, parameters).rowcount == 0:
                raise no_account()


def write_log(db: Database, force_id: str, account_id: str, act: str, about: str, now: datetime) -> None:
    """Add a line to the log within the transaction of what it tells of."""
    run(
        db,
        "insert into acts (at, force_id, account_id, act, about) values (?, ?, ?, ?, ?)",
        (rows.to_time(now), force_id, account_id, act, about),
    )


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _account(row: rows.Row) -> Account:
    identifier, force_id, email, name, role, state, password, totp, step, created = row
    return Account(identifier, force_id, email, name, role, state, password, totp, step, _time(created))


def _sign_in(row: rows.Row) -> SignIn:
    return SignIn(row[0], row[1], row[2], _time(row[3]), _time(row[4]), _time(row[5]))
