"""Re-authentication: asks for the password again before changes that could let an attacker keep access."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from usecases.limits import PASSWORD_AGAIN, Limiter
from usecases.passwords import is_password
from web.advisers.account_forms import CurrentPassword
from web.advisers.auth import adviser
from web.site.services import services

Filled = TypeVar("Filled", bound=CurrentPassword)
More = ParamSpec("More")
Answer = TypeVar("Answer")


def reauthenticated(
    act: Callable[Concatenate[Filled, More], Answer],
) -> Callable[Concatenate[Filled, More], Answer | None]:
    """Let an act happen only where its form was sent, is valid and holds the adviser's password; None otherwise.

    The form then says what is wrong. Raises TooManyTries after too many wrong passwords in one session; other
    sessions of the adviser are not affected.
    """

    @wraps(act)
    def guarded(form: Filled, /, *args: More.args, **kwargs: More.kwargs) -> Answer | None:
        if form.validate_on_submit() and _is_right(form):
            return act(form, *args, **kwargs)
        return None

    return guarded


def _is_right(form: CurrentPassword) -> bool:
    limiter = Limiter(services, {f"password:{adviser().sign_in.id}": PASSWORD_AGAIN})
    limiter.refuse_if_full()
    if is_password(adviser().account.password_hash, form.password.data or ""):
        return True
    limiter.note_try()
    form.password.errors = ["This is not your current password"]
    return False
