"""An adviser at a browser: sets up an account from an invitation, and signs in with both factors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pyotp
from flask import Flask

from storage.accounts import Account, Role
from tests.person import Person
from tests.reading import words
from web.advisers.invitations import invite
from web.services import Services

PASSWORD = "harbour lantern violet"
_numbers = count(1)


class Officer(Person):
    """Somebody of a force's team."""

    def __init__(self, site: Flask) -> None:
        super().__init__(site)
        self.site = site
        self.account: Account
        self.secret = ""
        self.recovery: list[str] = []

    @property
    def parts(self) -> Services:
        """The parts behind the site."""
        found: Services = self.site.extensions["services"]
        return found

    def joins(self, force_id: str = "derbyshire", role: Role = "adviser", name: str = "Sam Reed") -> Officer:
        """Be invited and set up the account; signed in afterwards."""
        email = f"officer{next(_numbers)}@force.example"
        made, token = invite(self.parts, force_id, email, name, role)
        self.accepts(f"/advisers/invitation/{token}")
        found = self.parts.store.account(made.id)
        assert found is not None
        self.account = found
        return self

    def accepts(self, address: str) -> None:
        """Set up the account at the address of an invitation."""
        self.go(address)
        self.secret = words(self.page.all("code", "typed")[0])
        self.press({"new_password": PASSWORD, "code": self.digits()})
        assert self.page.heading == "Keep your recovery codes"
        self.recovery = [words(code) for code in self.page.all("code")]

    def digits(self, ahead: int = 0) -> str:
        """What the authenticator shows, some steps of half a minute ahead."""
        return pyotp.TOTP(self.secret).at(datetime.now(UTC) + timedelta(seconds=30 * ahead))

    def signs_in(self, ahead: int = 1, password: str = PASSWORD) -> None:
        """Sign in with both factors. No digits work twice, so those of the next step are typed."""
        self.go("/advisers/sign-in")
        self.press({"email": self.account.email, "password": password})
        self.press({"code": self.digits(ahead)})
