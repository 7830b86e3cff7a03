"""Owners' sessions: a token in the cookie, a row on the server; both are needed, and Close ends the row.

The return code of a new workspace waits in the row, sealed under the token, so that neither the database alone nor the
cookie alone tells it: until its owner has kept it and, to be shown once more, until it was used on another day.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from storage.owner_sessions import NewSession, OwnerSession
from usecases.return_codes import last_group, plain_code
from usecases.services import Services

# However active a session is, the code is asked for again after a week: devices are shared, sold and lost.
LONGEST = timedelta(days=7)


def new_session(services: Services, code: str | None = None) -> tuple[str, NewSession]:
    """A token for the cookie, and the session that it opens; with a return code that is still to be kept, if any."""
    token = secrets.token_urlsafe(32)
    return token, NewSession(_digest(services, token), _sealed(token, code.encode()) if code else None)


def find_session(services: Services, token: str) -> OwnerSession | None:
    """The session of a token; None where it was closed, was idle for too long, or has lasted the longest time."""
    now = services.now()
    found = services.store.owner_session(_digest(services, token), now)
    if found is None or now - found.seen > idle_time(services) or now - found.begun > LONGEST:
        return None
    return found


def idle_time(services: Services) -> timedelta:
    """How long a session lasts without a page being opened or saved."""
    return timedelta(hours=services.settings.session_hours)


def forget_old_sessions(services: Services) -> int:
    """Delete the sessions that nobody has used for the longest time, which can never be used again; how many."""
    return services.store.forget_sessions(services.now() - LONGEST)


def code_of(session: OwnerSession, token: str) -> str | None:
    """The return code that its owner has still to keep, or sees once more; None at other times."""
    if session.sealed_code is None or session.code_state == "kept":
        return None
    return _sealed(token, session.sealed_code).decode()


def can_show_code(session: OwnerSession) -> bool:
    """Whether the code can be shown once more: it has been kept once, and not used on another day since."""
    return session.sealed_code is not None and session.code_state == "kept"


def keep_code(services: Services, token: str, code: str, typed: str) -> bool:
    """The owner has kept the code and proves it with its last group, or with all of it; False for anything else.

    The second time, the code is forgotten.
    """
    if plain_code(typed) not in (plain_code(last_group(code)), plain_code(code)):
        return False
    services.store.keep_code(_digest(services, token))
    return True


def show_code_again(services: Services, token: str) -> None:
    """The owner wants to see the code once more."""
    services.store.show_code_again(_digest(services, token))


def close(services: Services, token: str) -> None:
    """End the session: the cookie no longer opens anything, wherever it was copied to."""
    services.store.close_session(_digest(services, token))


def _digest(services: Services, token: str) -> bytes:
    return hmac.digest(services.secret, f"owner:{token}".encode(), hashlib.sha256)


def _sealed(token: str, code: bytes) -> bytes:
    """Seal or open: a stream from the token, which is used for one code alone. A code is shorter than the stream."""
    stream = hmac.digest(token.encode(), b"return-code", hashlib.sha512)
    return bytes(one ^ other for one, other in zip(code, stream, strict=False))
