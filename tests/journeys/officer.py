"""An adviser at a real browser: sets up an account, and signs in with digits or a passkey."""

from __future__ import annotations

from typing import Any

import pyotp

from storage.accounts import Account, NewAccount, Role
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor
from tests.storage.place import inviter
from usecases.invitations import invite

PASSWORD = "harbour lantern violet"
KEY: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": False,
    "automaticPresenceSimulation": True,
}


class OfficerOnline:
    """Somebody of a force's team. Passkeys need a name of a host, so the site is at localhost."""

    def __init__(self, visitor: Visitor, site: RunningSite) -> None:
        self.visitor, self.services = visitor, site.services
        self.account: Account
        self.secret = ""
        visitor.site = visitor.site.replace("127.0.0.1", "localhost")

    def invited(self, force_id: str, email: str, role: Role, name: str) -> None:
        """Come to the page of the invitation."""
        self.account, token = invite(
            self.services, NewAccount(force_id, email, name, role), by=inviter(self.services.store)
        )
        self.visitor.open(f"/advisers/invitation/{token}")
        self.secret = self.visitor.page.locator("code.typed").inner_text().replace(" ", "")

    def accepts(self) -> None:
        """Set up the account."""
        self.visitor.fill({"new_password": PASSWORD, "code": self.digits()})
        self.visitor.press("Set up my account")

    def joins(self, force_id: str, email: str, role: Role, name: str) -> OfficerOnline:
        """Be invited and set up the account; signed in afterwards."""
        self.invited(force_id, email, role, name)
        self.accepts()
        return self

    def digits(self) -> str:
        """Digits that were not used yet."""
        account = self.services.store.account(self.account.id)
        assert account is not None
        step = max(int(self.services.now().timestamp()) // 30, account.totp_step + 1)
        return pyotp.TOTP(self.secret).generate_otp(step)

    def gives_password(self) -> None:
        """Take the first step of signing in."""
        self.visitor.open("/advisers/sign-in")
        self.visitor.fill({"email": self.account.email, "password": PASSWORD})
        self.visitor.press("Continue")

    def signs_out(self) -> None:
        """End the session."""
        self.visitor.open("/advisers/account")
        self.visitor.press("Sign out here")

    def plugs_in_key(self) -> None:
        """Have a security key that answers by itself."""
        session = self.visitor.page.context.new_cdp_session(self.visitor.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
