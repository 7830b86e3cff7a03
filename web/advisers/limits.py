"""How many wrong tries a sign-in bears, counted so that nobody keeps another out."""

from __future__ import annotations

from flask import request

from storage.accounts import Account
from web.advisers.known import is_known

A_DEVICE = 10
AN_ADDRESS = 30
ALL_SECOND_STEPS = 50


def sign_in_limits(account: Account | None, email: str) -> dict[str, int]:
    """The buckets that a try counts in. Nobody can fill another's: they go by where the try comes from.

    A device on which the account was signed in before has a bucket of its own, so that not even somebody behind the
    same address keeps its owner out.
    """
    if account is not None and (device := is_known(account)):
        return {f"known:{account.id}:{device}": A_DEVICE}
    return {
        f"address:{request.remote_addr}": AN_ADDRESS,
        f"account:{email.casefold()}:{request.remote_addr}": A_DEVICE,
    }


def second_step_limits(account: Account) -> dict[str, int]:
    """The same for six digits and recovery codes: few enough to be guessed by somebody with many addresses.

    So unknown devices share one more bucket. Only who knows the password can fill it, and a known device stays in.
    """
    limits = sign_in_limits(account, account.email)
    return limits if is_known(account) else {**limits, f"second:{account.id}": ALL_SECOND_STEPS}
