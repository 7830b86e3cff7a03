"""Accounts of advisers."""

from __future__ import annotations

from datetime import datetime

from storage.accounts import Account, AccountSetup, Invitation, NewAccount
from storage.errors import NotFound, Refused
from storage.ids import new_id
from storage.sql import rows
from storage.sql.acts import log_by
from storage.sql.base import Base, Parameters, insert, run
from storage.sql.credentials import change_account, forget_credentials, put_recovery
from storage.sql.database import Database
from storage.sql.sharing import return_all


class Accounts(Base):
    """The part of the store about accounts; `storage.accounts` says what each method does."""

    def invite(self, new: NewAccount, invitation: Invitation, *, by: str, now: datetime) -> Account:
        """See AccountStore."""
        with self._writing() as db:
            made = _put(db, new, invitation, now)
            log_by(db, by, "invited", made.id, now)
        return made

    def invite_first_administrator(
        self, force_id: str, email: str, name: str, invitation: Invitation, now: datetime
    ) -> Account:
        """See AccountStore."""
        with self._writing() as db:
            has_one = "select 1 from accounts where force_id = ? and role = 'administrator' and state = 'active'"
            if run(db, has_one, (force_id,)).fetchone():
                raise Refused("This force has an administrator, who invites others on the page “Team”.")
            waiting = "select id from accounts where force_id = ? and email = ? and state = 'invited'"
            for (account_id,) in run(db, waiting, (force_id, email.casefold())).fetchall():
                _forget(db, account_id)
            made = _put(db, NewAccount(force_id, email, name, "administrator"), invitation, now)
            log_by(db, made.id, "first-administrator", made.id, now)
        return made

    def renew_invitation(self, account_id: str, invitation: Invitation, *, by: str, now: datetime) -> None:
        """See AccountStore."""
        values = (invitation.digest, rows.to_time(invitation.until))
        with self._writing() as db:
            change_account(db, account_id, "invitation = ?, invited_until = ?", values, only="state = 'invited'")
            log_by(db, by, "invited-again", account_id, now)

    def reset_account(self, account_id: str, invitation: Invitation, now: datetime) -> None:
        """See AccountStore."""
        change = (
            "state = 'invited', password_hash = '', totp_secret = '', totp_step = 0, invitation = ?, invited_until = ?"
        )
        values = (invitation.digest, rows.to_time(invitation.until))
        with self._writing() as db:
            change_account(db, account_id, change, values, only="state in ('invited', 'active')")
            forget_credentials(db, account_id)
            log_by(db, account_id, "reset-by-operator", account_id, now)

    def find_invitation(self, digest: bytes, now: datetime) -> Account | None:
        """See AccountStore."""
        return self._account("invitation = ? and invited_until > ? and state = 'invited'", (digest, rows.to_time(now)))

    def accept_invitation(self, digest: bytes, setup: AccountSetup, now: datetime) -> Account:
        """See AccountStore."""
        with self._writing() as db:
            found = run(
                db,
                "update accounts set state = 'active', name = ?, password_hash = ?, totp_secret = ?, totp_step = ?, "
                "invitation = null where invitation = ? and invited_until > ? and state = 'invited' "
                f"returning {rows.ACCOUNT}",
                (setup.name, setup.password_hash, setup.totp_secret, setup.totp_step, digest, rows.to_time(now)),
            ).fetchone()
            if found is None:
                raise NotFound("This invitation is over. Ask your administrator for a new one.")
            accepted = rows.account(found)
            put_recovery(db, accepted.id, setup.recovery)
            log_by(db, accepted.id, "accepted-invitation", "", now)
        return accepted

    def account(self, account_id: str) -> Account | None:
        """See AccountStore."""
        return self._account("id = ?", (account_id,))

    def find_account(self, email: str) -> Account | None:
        """See AccountStore."""
        return self._account("email = ? and state <> 'removed'", (email.casefold(),))

    def accounts_of(self, force_id: str) -> tuple[Account, ...]:
        """See AccountStore."""
        found = self._rows(
            f"select {rows.ACCOUNT} from accounts where force_id = ? and state <> 'removed' order by name, id",
            (force_id,),
        )
        return tuple(map(rows.account, found))

    def last_sign_ins(self, force_id: str) -> dict[str, datetime]:
        """See AccountStore."""
        found = self._rows(
            "select account_id, max(at) from acts where force_id = ? and act = 'signed-in' group by account_id",
            (force_id,),
        )
        return {account_id: datetime.fromisoformat(at) for account_id, at in found}

    def suspend(self, account_id: str, *, by: str | None, now: datetime) -> None:
        """See AccountStore."""
        with self._writing() as db:
            change_account(db, account_id, "state = 'suspended'")
            for table in ("sign_ins", "team_feeds"):
                run(db, f"delete from {table} where account_id = ?", (account_id,))
            return_all(db, account_id, by or account_id, now)
            if by is None:
                log_by(db, account_id, "suspended-by-operator", account_id, now)
            else:
                log_by(db, by, "suspended", account_id, now)

    def restore(self, account_id: str, *, by: str | None, now: datetime) -> None:
        """See AccountStore."""
        with self._writing() as db:
            change_account(db, account_id, "state = 'active'", only="state = 'suspended'")
            if by is None:
                log_by(db, account_id, "restored-by-operator", account_id, now)
            else:
                log_by(db, by, "restored", account_id, now)

    def remove(self, account_id: str, *, by: str | None, now: datetime) -> None:
        """See AccountStore."""
        with self._writing() as db:
            _forget(db, account_id)
            return_all(db, account_id, by or account_id, now)
            if by is None:
                log_by(db, account_id, "removed-by-operator", account_id, now)
            else:
                log_by(db, by, "removed", account_id, now)

    def _account(self, condition: str, parameters: Parameters) -> Account | None:
        row = self._row(f"select {rows.ACCOUNT} from accounts where {condition}", parameters)
        return rows.account(row) if row else None


def _put(db: Database, new: NewAccount, invitation: Invitation, now: datetime) -> Account:
    email = new.email.casefold()
    if run(db, "select 1 from accounts where email = ?", (email,)).fetchone():
        raise Refused("This email address has an account already. Use another, or remove that one first.")
    row = (new_id(), new.force_id, email, new.name, new.role, "invited", "", "", 0, rows.to_time(now))
    values = (*row, invitation.digest, rows.to_time(invitation.until))
    insert(db, "accounts", f"{rows.ACCOUNT}, invitation, invited_until", values)
    return rows.account(row)


def _forget(db: Database, account_id: str) -> None:
    change = "state = 'removed', email = 'removed ' || id, password_hash = '', totp_secret = '', invitation = null"
    change_account(db, account_id, change, only="state <> 'removed'")
    forget_credentials(db, account_id)
