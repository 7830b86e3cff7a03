"""Invitations: links that let somebody make an account, once, for some days."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from storage.accounts import Account, Invitation, NewAccount
from usecases.services import Services

LASTS = timedelta(days=7)


def invite(services: Services, new: NewAccount, *, by: str) -> tuple[Account, str]:
    """A new account, and the token of its invitation. Raises Refused where the email has an account."""
    token, invitation = _invitation(services)
    return services.store.invite(new, invitation, by=by, now=services.now()), token


def invite_first(services: Services, force_id: str, email: str, name: str) -> tuple[Account, str]:
    """The operator's invitation of a force's first administrator, and its token. Raises Refused."""
    token, invitation = _invitation(services)
    return services.store.invite_first_administrator(force_id, email, name, invitation, services.now()), token


def invite_again(services: Services, account_id: str, *, by: str) -> str:
    """A new token for somebody who has not accepted yet; the old one stops working. Raises NotFound."""
    token, invitation = _invitation(services)
    services.store.renew_invitation(account_id, invitation, by=by, now=services.now())
    return token


def reset(services: Services, account_id: str) -> str:
    """The token of a link to set an account up again; its earlier links and credentials end. Raises NotFound."""
    token, invitation = _invitation(services)
    services.store.reset_account(account_id, invitation, services.now())
    return token


def _invitation(services: Services) -> tuple[str, Invitation]:
    """A new token, and what is kept of it."""
    token = secrets.token_urlsafe(24)
    return token, Invitation(invitation_digest(token, services.secret), services.now() + LASTS)


def invitation_digest(token: str, key: bytes) -> bytes:
    """The keyed hash under which an invitation is kept."""
    return hmac.digest(key, f"invitation:{token[:100]}".encode(), hashlib.sha256)
