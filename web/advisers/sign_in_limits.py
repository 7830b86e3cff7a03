"""How many wrong attempts a sign-in allows, counted so that nobody can lock somebody else out."""

from __future__ import annotations

from flask import request

from storage.accounts import Account
from usecases.events import event, network_mark
from usecases.limits import SECOND_STEPS, SIGN_IN_ADDRESS, SIGN_IN_DEVICE, Limit, Limiter, network_of
from web.advisers.trusted_devices import is_known
from web.site.services import services


def sign_in_limits(account: Account | None, email: str) -> Limiter:
    """The buckets that an attempt counts in. They go by where it comes from, so nobody can fill another person's.

    A device on which the account has signed in before has a bucket of its own, so that not even somebody behind the
    same address can lock its owner out.
    """
    return Limiter(services, _by_device(account, email))


def second_step_limits(account: Account) -> Limiter:
    """The same for six digits and recovery codes: few enough to be guessed by somebody with many addresses.

    So unknown devices share one more bucket. Only someone who knows the password can fill it, and a known device
    is not affected.
    """
    limits = _by_device(account, account.email)
    return Limiter(services, limits if is_known(account) else {**limits, f"second:{account.id}": SECOND_STEPS})


def _by_device(account: Account | None, email: str) -> dict[str, Limit]:
    if account is not None and (device := is_known(account)):
        return {f"known:{account.id}:{device}": SIGN_IN_DEVICE}
    network = network_of(str(request.remote_addr))
    return {
        f"address:{network}": SIGN_IN_ADDRESS,
        f"account:{email.casefold()}:{network}": SIGN_IN_DEVICE,
    }


def failed(name: str, account: Account | None) -> None:
    """Write to the log that a sign-in failed: for which account, by its id, and from which network, by a mark."""
    mark = network_mark(network_of(str(request.remote_addr)), services.secret)
    event(name, account=account.id if account else "unknown", network=mark)
