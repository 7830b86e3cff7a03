"""A made-up team of advisers, and the one-time codes with which they sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyotp

from storage.accounts import Account, AccountSetup, NewAccount
from usecases.invitations import invitation_digest, invite, invite_first
from usecases.passwords import hash_password
from usecases.second_factor import new_recovery_codes, recovery_digest, secret_for
from usecases.services import Services

FORCE = "derbyshire"
# Known to everyone who reads this: the demonstration is served to its own machine only.
PASSWORD = "copper lantern meadow"  # noqa: S105 - of made-up people
ADMINISTRATOR = NewAccount(FORCE, "alex.moor@force.example", "Alex Moor (made up)", "administrator")
ADVISER = NewAccount(FORCE, "sam.reed@force.example", "Sam Reed (made up)", "adviser")
STEP = 30  # seconds that a one-time code is shown for (RFC 6238)


@dataclass(frozen=True, slots=True)
class Member:
    """An account, and one of its recovery codes."""

    account: Account
    recovery_code: str


def add_team(services: Services) -> tuple[Member, Member]:
    """The administrator and the adviser of a force, ready to sign in."""
    made, token = invite_first(services, FORCE, ADMINISTRATOR.email, ADMINISTRATOR.name)
    administrator = _accept(services, made, token)
    return administrator, _accept(services, *invite(services, ADVISER, by=administrator.account.id))


def _accept(services: Services, invited: Account, token: str) -> Member:
    codes, key = new_recovery_codes(), services.secret
    kept = [recovery_digest(code, invited.id, key) for code in codes]
    setup = AccountSetup(invited.name, hash_password(PASSWORD), secret_for(token, key), 0, kept)
    account = services.store.accept_invitation(invitation_digest(token, key), setup, services.now())
    return Member(account, codes[0])


def one_time_code(account: Account, now: datetime) -> str:
    """The six digits that sign an account in: those of this time step, or of the next if this one has been used."""
    step = max(int(now.timestamp()) // STEP, account.totp_step + 1)
    return pyotp.TOTP(account.totp_secret).generate_otp(step)


def code_lines(services: Services) -> list[str]:
    """Each account of the team with its next one-time code."""
    accounts = services.store.accounts_of(FORCE)
    return [f"{each.email:<26}{one_time_code(each, services.now())}" for each in accounts]
