"""The store's interface for advisers' credentials: password, authenticator, recovery codes and passkeys.

Codes never come in as such, only as keyed digests. `keep_sign_in` is the session that stays when all others end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey of an account; `sign_count` is the last count of its device."""

    id: bytes
    account_id: str
    name: str
    public_key: bytes
    sign_count: int
    created: datetime
    used: datetime | None


class CredentialStore(Protocol):
    """Keeps the credentials of active accounts. The rules of `storage.store` hold."""

    def change_password(self, account_id: str, password_hash: str, *, keep_sign_in: str, now: datetime) -> None:
        """Another password, which ends every other session; logs "changed-password". NotFound."""

    def update_password_hash(self, account_id: str, password_hash: str, *, instead_of: str | None = None) -> None:
        """A newer hash of the same password: no session ends, and the log says nothing. NotFound.

        With `instead_of`, nothing happens if the account has another hash by now: the password was changed meanwhile.
        """

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
        """Another authenticator, whose code of this time step is used, and recovery codes in place of the old ones.

        Every other session ends; logs "changed-authenticator". NotFound.
        """

    def replace_recovery_codes(self, account_id: str, recovery: Sequence[bytes], now: datetime) -> None:
        """New recovery codes in place of the old ones; logs "new-recovery-codes". NotFound."""

    def use_totp(self, account_id: str, step: int) -> bool:
        """Whether this time step is later than any used before; marks it as used."""

    def use_recovery(self, account_id: str, digest: bytes) -> bool:
        """Whether this recovery code was there; it is not afterwards."""

    def recovery_left(self, account_id: str) -> int:
        """How many recovery codes are left."""

    def add_passkey(
        self, account_id: str, credential: bytes, public_key: bytes, sign_count: int, name: str, now: datetime
    ) -> None:
        """A further passkey; logs "added-passkey". NotFound; Refused where it is there already."""

    def passkeys_of(self, account_id: str) -> tuple[Passkey, ...]:
        """The passkeys of an account, oldest first."""

    def use_passkey(self, account_id: str, credential: bytes, sign_count: int, now: datetime) -> None:
        """Note a use of a passkey. NotFound for an unknown one, and where its device has not counted on: a copy."""

    def remove_passkey(self, account_id: str, credential: bytes, now: datetime) -> bool:
        """Take a passkey away; logs "removed-passkey". False, and no line, where there was none."""
