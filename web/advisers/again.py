"""Asks a signed-in adviser for the password again, before anything that would keep a stranger in."""

from __future__ import annotations

from web.advisers.access import adviser
from web.advisers.forms import PresentPassword
from web.advisers.passwords import is_password
from web.throttle import note_wrong, refuse_many

MOST_WRONG = 10


def knows_password(form: PresentPassword) -> bool:
    """Whether the form holds the adviser's password; else it says so. Many wrong ones stop this session alone."""
    limits = {f"password:{adviser().sign_in.id}": MOST_WRONG}
    refuse_many(limits)
    if is_password(adviser().account.password_hash, form.password.data or ""):
        return True
    note_wrong(limits)
    form.password.errors = ["This is not your present password"]
    return False
