"""Asks a signed-in adviser for the password again, before anything that would keep a stranger in."""

from __future__ import annotations

from usecases.limits import PASSWORD_AGAIN, Limiter
from usecases.passwords import is_password
from web.advisers.account_forms import PresentPassword
from web.advisers.auth import adviser
from web.site.services import services


def knows_password(form: PresentPassword) -> bool:
    """Whether the form holds the adviser's password; else it says so. Many wrong ones stop this session alone."""
    limiter = Limiter(services, {f"password:{adviser().sign_in.id}": PASSWORD_AGAIN})
    limiter.refuse_if_full()
    if is_password(adviser().account.password_hash, form.password.data or ""):
        return True
    limiter.note_try()
    form.password.errors = ["This is not your present password"]
    return False
