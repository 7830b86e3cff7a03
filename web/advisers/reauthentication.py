"""Asks a signed-in adviser for the password again, before changes that could let an attacker keep access."""

from __future__ import annotations

from usecases.limits import PASSWORD_AGAIN, Limiter
from usecases.passwords import is_password
from web.advisers.account_forms import PresentPassword
from web.advisers.auth import adviser
from web.site.services import services


def knows_password(form: PresentPassword) -> bool:
    """Whether the form holds the adviser's password; if not, it says so. Many wrong ones block this session alone."""
    limiter = Limiter(services, {f"password:{adviser().sign_in.id}": PASSWORD_AGAIN})
    limiter.refuse_if_full()
    if is_password(adviser().account.password_hash, form.password.data or ""):
        return True
    limiter.note_try()
    form.password.errors = ["This is not your current password"]
    return False
