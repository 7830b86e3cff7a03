"""The store's interface for the accounts of advisers: the members of a force's team, and how they join it.

Every change writes its own line into the log; `by` is the account that makes it. Tokens of invitations never come in
as such, only as keyed digests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Role = Literal["administrator", "adviser"]
State = Literal["invited", "active", "suspended", "removed"]


@dataclass(frozen=True, slots=True)
class Account:
    """An adviser of a force's team. An invited one has no password yet; a removed one keeps only its id and name.

    `totp_step` is the number of the last time step whose code was used: no code works twice.
    """

    id: str
    force_id: str
    email: str
    name: str
    role: Role
    state: State
    password_hash: str
    totp_secret: str
    totp_step: int
    created: datetime


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Someone to be invited into a force's team."""

    force_id: str
    email: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """The keyed digest of an invitation's token, and when the invitation is over."""

    digest: bytes
    until: datetime


@dataclass(frozen=True, slots=True)
class AccountSetup:
    """The details of a new account; `totp_step` is the time step whose code proved the authenticator."""

    name: str
    password_hash: str = field(repr=False)
    totp_secret: str = field(repr=False)
    totp_step: int
    recovery: Sequence[bytes] = field(repr=False)


class AccountStore(Protocol):
    """Keeps accounts. The rules of `storage.store` hold."""

    def invite(self, new: NewAccount, invitation: Invitation, *, by: str, now: datetime) -> Account:
        """An account that waits for its invitation to be accepted; logs "invited".

        Refused where the email has an account; NotFound for `by`.
        """

    def invite_first_administrator(
        self, force_id: str, email: str, name: str, invitation: Invitation, now: datetime
    ) -> Account:
        """The operator's invitation of a force's first administrator; logs "first-administrator".

        An invitation of the same email in this force that still waits is removed, as its name or role may have been
        wrong. Refused where the force has an active administrator, or the email has another account.
        """

    def renew_invitation(self, account_id: str, invitation: Invitation, *, by: str, now: datetime) -> None:
        """An invitation in place of the old one; logs "invited-again". NotFound for an account that is not invited."""

    def reset_account(self, account_id: str, invitation: Invitation, now: datetime) -> None:
        """The operator has an active or invited account set up again; logs "reset-by-operator". NotFound.

        Its password, authenticator, recovery codes, passkeys and sessions are gone at once.
        """

    def find_invitation(self, digest: bytes, now: datetime) -> Account | None:
        """The account that this invitation opens, while it lasts."""

    def accept_invitation(self, digest: bytes, setup: AccountSetup, now: datetime) -> Account:
        """Make the account active, once; logs "accepted-invitation". NotFound for an invitation that is over."""

    def account(self, account_id: str) -> Account | None:
        """The account, whatever its state."""

    def find_account(self, email: str) -> Account | None:
        """The account of an email address, however it is capitalised; never a removed one."""

    def accounts_of(self, force_id: str) -> tuple[Account, ...]:
        """All accounts of a force but the removed ones, by name."""

    def last_sign_ins(self, force_id: str) -> dict[str, datetime]:
        """When each account of a force last signed in, by its id; one that never did is not there."""

    def suspend(self, account_id: str, *, by: str | None, now: datetime) -> None:
        """Suspend an active account and end its sessions; logs "suspended".

        Where the operator suspends it, `by` is None, and the log says "suspended-by-operator".
        What it has taken on is new again. NotFound.
        """

    def restore(self, account_id: str, *, by: str | None, now: datetime) -> None:
        """Make a suspended account active again; logs "restored". NotFound.

        Where the operator does so, `by` is None, and the log says "restored-by-operator".
        """

    def remove(self, account_id: str, *, by: str | None, now: datetime) -> None:
        """Forget an account but its id and name, which the log and signed visits need; logs "removed".

        Where the operator removes it, `by` is None, and the log says "removed-by-operator".
        What it has taken on is new again. NotFound.
        """
