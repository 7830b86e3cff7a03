"""Invitations: links that let somebody make an account, once, for some days."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from storage.accounts import Account, Role
from usecases.services import Services

LASTS = timedelta(days=7)


def invite(services: Services, force_id: str, email: str, name: str, role: Role) -> tuple[Account, str]:
    """A new account, and the token of its invitation. Raises StoreError where the email has an account."""
    token, now = secrets.token_urlsafe(24), services.now()
    account = services.store.invite(
        force_id, email, name, role, invitation_digest(token, services.secret), now + LASTS, now
    )
    return account, token


def invite_again(services: Services, account_id: str) -> str:
    """A new token for somebody who has not accepted yet; the old one opens nothing. Raises NotFound."""
    token = secrets.token_urlsafe(24)
    services.store.renew_invitation(account_id, invitation_digest(token, services.secret), services.now() + LASTS)
    return token


def reset(services: Services, account_id: str) -> str:
    """The token of a link with which an account is set up anew; whatever opened it before opens nothing. NotFound."""
    token = secrets.token_urlsafe(24)
    services.store.reset_account(account_id, invitation_digest(token, services.secret), services.now() + LASTS)
    return token


def invitation_digest(token: str, key: bytes) -> bytes:
    """The keyed hash under which an invitation is kept."""
    return hmac.digest(key, f"invitation:{token[:100]}".encode(), hashlib.sha256)
