"""The store's interface for advisers: accounts, second factors, sessions and the log of what they did.

As in `storage.store`: times come in aware, every method may raise `StoreUnavailable`, and one that raises has kept
nothing. Tokens and codes never come in as such, only as keyed digests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
class Passkey:
    """A passkey of an account; `sign_count` is what its device counted last."""

    id: bytes
    account_id: str
    name: str
    public_key: bytes
    sign_count: int
    created: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session of an adviser on one device; `device` is a coarse name, such as "Firefox on Windows"."""

    id: str
    account_id: str
    device: str
    begun: datetime
    seen: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log: who did what, when. `about` names a thing by its id or reference, never a person's words."""

    id: int
    at: datetime
    force_id: str
    account_id: str
    act: str
    about: str


class AccountStore(Protocol):
    """Keeps the accounts of advisers. The log can be added to and read, never changed."""

    def invite(
        self, force_id: str, email: str, name: str, role: Role, digest: bytes, until: datetime, now: datetime
    ) -> Account:
        """A new account that waits for its invitation to be accepted. StoreError where the email has an account."""

    def renew_invitation(self, account_id: str, digest: bytes, until: datetime) -> None:
        """A new invitation in place of the old one. NotFound for an account that is not invited."""

    def reset_account(self, account_id: str, digest: bytes, until: datetime) -> None:
        """Have an active or invited account accept a new invitation; its factors and sessions are gone. NotFound."""

    def find_invitation(self, digest: bytes, now: datetime) -> Account | None:
        """The account that this invitation opens, while it lasts."""

    def accept_invitation(
        self, digest: bytes, name: str, password_hash: str, totp_secret: str, recovery: Sequence[bytes], now: datetime
    ) -> Account:
        """Make the account active, once. NotFound for an invitation that is over."""

    def account(self, account_id: str) -> Account | None:
        """The account, whatever its state."""

    def find_account(self, email: str) -> Account | None:
        """The account of an email address, however it is capitalised; never a removed one."""

    def accounts_of(self, force_id: str) -> tuple[Account, ...]:
        """All accounts of a force but the removed ones, by name."""

    def suspend(self, account_id: str) -> None:
        """Suspend an active account and end its sessions. NotFound."""

    def restore(self, account_id: str) -> None:
        """Make a suspended account active again. NotFound."""

    def remove(self, account_id: str) -> None:
        """Forget an account but its id and name, which the log and signed visits stand on. NotFound."""

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Another password. NotFound."""

    def set_totp(self, account_id: str, secret: str, recovery: Sequence[bytes]) -> None:
        """Another authenticator, with new recovery codes in place of the old ones. NotFound."""

    def set_recovery(self, account_id: str, recovery: Sequence[bytes]) -> None:
        """New recovery codes in place of the old ones. NotFound."""

    def use_totp(self, account_id: str, step: int) -> bool:
        """Whether this time step is later than any used before; marks it as used."""

    def use_recovery(self, account_id: str, digest: bytes) -> bool:
        """Whether this recovery code was there; it is not afterwards."""

    def recovery_left(self, account_id: str) -> int:
        """How many recovery codes are left."""

    def add_passkey(
        self, account_id: str, credential: bytes, public_key: bytes, sign_count: int, name: str, now: datetime
    ) -> None:
        """Another passkey. NotFound; StoreError where it is there already."""

    def passkeys_of(self, account_id: str) -> tuple[Passkey, ...]:
        """The passkeys of an account, oldest first."""

    def use_passkey(self, account_id: str, credential: bytes, sign_count: int, now: datetime) -> None:
        """Note a use of a passkey. NotFound for an unknown one, and where its device has not counted on: a copy."""

    def remove_passkey(self, account_id: str, credential: bytes) -> None:
        """Take a passkey away; an unknown one is no error."""

    def sign_in(self, account_id: str, digest: bytes, device: str, now: datetime, until: datetime) -> SignIn:
        """A new session of an active account. NotFound for any other."""

    def signed_in(self, digest: bytes, now: datetime) -> tuple[SignIn, Account] | None:
        """The session of this token and its active account, while it lasts; notes once a minute that it was seen."""

    def sign_ins_of(self, account_id: str, now: datetime) -> tuple[SignIn, ...]:
        """The sessions of an account that last, newest first."""

    def sign_out(self, account_id: str, sign_in_id: str) -> None:
        """End one session of an account; an unknown one is no error."""

    def sign_out_all(self, account_id: str, but: str = "") -> None:
        """End every session of an account, but one on demand."""

    def log(self, force_id: str, account_id: str, act: str, about: str, now: datetime) -> None:
        """Add a line to the log."""

    def log_of(self, force_id: str, before: int | None = None, most: int = 100) -> tuple[Act, ...]:
        """The lines about a force, newest first, from before a line on."""
