"""New identifiers: unguessable ones for addresses, short ones for people to read out."""

from __future__ import annotations

import secrets

# Crockford's base32 leaves out I, L, O and U, which people misread.
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID_BYTES = 12


def new_id() -> str:
    """96 random bits, safe in a URL, and never beginning with '-', which a command line reads as an option."""
    while (identifier := secrets.token_urlsafe(_ID_BYTES)).startswith("-"):
        pass
    return identifier


def new_reference() -> str:
    """A reference such as CPS-7K3M-Q2 (30 random bits): it names an assessment and gives no access to it."""
    letters = "".join(secrets.choice(CROCKFORD) for _ in range(6))
    return f"CPS-{letters[:4]}-{letters[4:]}"
