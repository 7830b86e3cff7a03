"""An adviser at a browser: sets up an account from an invitation, and signs in with both factors."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pyotp
from flask import Flask

from storage.accounts import Account, NewAccount, Role
from tests.person import Person
from tests.reading import words
from tests.storage.place import inviter
from usecases.invitations import invite
from usecases.services import Services

PASSWORD = "harbour lantern violet"
_numbers = count(1)


class Officer(Person):
    """Somebody of a force's team."""

    def __init__(self, site: Flask) -> None:
        super().__init__(site)
        self.site = site
        self.account: Account
        self.secret = ""
        self.used = ""  # the digits that the account was set up with
        self.recovery: list[str] = []

    @property
    def services(self) -> Services:
        """The services behind the site."""
        found: Services = self.site.extensions["services"]
        return found

    def joins(self, force_id: str = "derbyshire", role: Role = "adviser", name: str = "Sam Reed") -> Officer:
        """Be invited and set up the account; signed in afterwards."""
        email = f"officer{next(_numbers)}@force.example"
        made, token = invite(self.services, NewAccount(force_id, email, name, role), by=inviter(self.services.store))
        self.accepts(f"/advisers/invitation/{token}")
        found = self.services.store.account(made.id)
        assert found is not None
        self.account = found
        return self

    def accepts(self, address: str) -> None:
        """Set up the account at the address of an invitation."""
        self.go(address)
        self.secret = words(self.page.all("code", "typed")[0]).replace(" ", "")
        self.used = self.digits()
        self.press({"new_password": PASSWORD, "code": self.used})
        assert self.page.heading == "Keep your recovery codes"
        self.recovery = [words(code) for code in self.page.all("code")]

    def digits(self, ahead: int = 0) -> str:
        """What the authenticator shows, some steps of half a minute ahead."""
        return pyotp.TOTP(self.secret).at(self.services.now() + timedelta(seconds=30 * ahead))

    def unused_digits(self) -> str:
        """Digits that were not used yet, as none work twice: those of now, or of the next step."""
        account = self.services.store.account(self.account.id)
        assert account is not None
        return pyotp.TOTP(self.secret).generate_otp(
            max(int(self.services.now().timestamp()) // 30, account.totp_step + 1)
        )

    def gives_password(self, password: str = PASSWORD, status: int = 200) -> None:
        """Take the first step of signing in."""
        self.go("/advisers/sign-in")
        self.press({"email": self.account.email, "password": password}, status=status)

    def signs_in(self, password: str = PASSWORD) -> None:
        """Sign in with both factors: twice within a minute, no more."""
        self.gives_password(password)
        self.press({"code": self.unused_digits()})

    def signs_out(self) -> None:
        """End the session on this device."""
        self.go("/advisers/account")
        self.press(button="Sign out here")
