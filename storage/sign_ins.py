"""The store's interface for advisers' sessions. Tokens never come in as such, only as keyed digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.accounts import Account
from storage.others import Others


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session of an adviser on one device; `device` is a coarse name, such as "Firefox on Windows"."""

    id: str
    account_id: str
    device: str
    begun: datetime
    seen: datetime
    until: datetime


class SignInStore(Protocol):
    """Keeps sessions. The rules of `storage.store` hold."""

    def sign_in(self, account_id: str, digest: bytes, device: str, now: datetime, until: datetime) -> SignIn:
        """A new session of an active account; logs "signed-in". NotFound for any other account."""

    def signed_in(self, digest: bytes, now: datetime) -> tuple[SignIn, Account] | None:
        """The session of this token and its active account, while it lasts; notes once a minute that it was seen."""

    def be_at(self, sign_in_id: str, place: str, now: datetime) -> Others:
        """Note, once a minute, that this session has a thing open to edit; and say who else has.

        `place` is the id of the thing. A visit's is that of its workspace, so that the business counts, too.
        """

    def sign_ins_of(self, account_id: str, now: datetime) -> tuple[SignIn, ...]:
        """The sessions of an account that last, newest first."""

    def sign_out(self, account_id: str, sign_in_id: str) -> None:
        """End the session on the adviser's own device; an unknown one is no error."""

    def end_session(self, account_id: str, sign_in_id: str, now: datetime) -> bool:
        """End a session from another device; logs "ended-session". False, and no line, where there was none."""
