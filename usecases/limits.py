"""Slows down guessing: counts tries in buckets, whose names are kept only as keyed hashes.

A bucket is named by what is tried and where it comes from, such as `return-code:192.0.2.7`. Every limit of the site
is in this module. docs/decisions/0026-a-right-code-is-never-refused.md has the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from usecases.return_codes import digest_of
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts are allowed within a window of time."""

    most: int
    window: timedelta = timedelta(minutes=15)


class TooManyTries(Exception):  # noqa: N818  names what happened; the site answers 429
    """A bucket is full; `retry_after` is the longest that it can stay so, and `wait` says the same in words."""

    def __init__(self, retry_after: timedelta) -> None:
        self.retry_after = retry_after
        minutes = round(retry_after / timedelta(minutes=1))
        number, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
        self.wait = f"{number} {unit}" if number == 1 else f"{number} {unit}s"
        super().__init__(f"Too many attempts. Try again in {self.wait}.")


# Wrong codes from one network. A whole room shares one, and each of sixty people may mistype ten times. A right code is
# never refused: its random bits stop guessing, and the limit only keeps a flood from costing more than a look-up.
RETURN_CODES = JOIN_CODES = FEEDS = Limit(600)
# Wrong workshop codes from one device, counted before those of its network: one joker fills no limit of the room.
JOIN_DEVICE = Limit(20)
# New workspaces from one network: each of sixty people in a room may begin ten times.
BEGINNINGS = Limit(600, timedelta(hours=1))
# Files to be read from one network: each of sixty people in a room may bring five in an hour.
UPLOADS = Limit(300, timedelta(hours=1))
# New documents of one workspace: a chain prints the plans of all its places, several times over.
PRINTS = Limit(300, timedelta(hours=1))
PASSWORD_AGAIN = Limit(10)
# Sign-in: from one device or for one account from one address; from one address; second steps of unknown devices.
SIGN_IN_DEVICE, SIGN_IN_ADDRESS, SECOND_STEPS = Limit(10), Limit(30), Limit(50)
# A whole set of cards for several places in one go, but no stream of ever new posters from one address.
CARD_PRINTS = Limit(60, timedelta(hours=1))


def network_of(address: str) -> str:
    """What counts as one place on the internet: an IPv4 address, or the /64 of an IPv6 address (RFC 6177).

    One customer has at least a /64, so each of its 2^64 addresses would otherwise be a new visitor. An IPv4 address
    written as IPv6 counts as IPv4; anything that is not an address stays as it is.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))


class Limiter:
    """The buckets in which one try counts. Raises nothing until it is asked."""

    def __init__(self, services: Services, limits: Mapping[str, Limit]) -> None:
        """Name the buckets by what is tried and where it comes from."""
        self._services = services
        self._limits = {digest_of(f"bucket:{name}", services.secret).hex(): each for name, each in limits.items()}

    def refuse_if_full(self) -> None:
        """Raise TooManyTries where any of the buckets is full."""
        store, now = self._services.store, self._services.now()
        for bucket, limit in self._limits.items():
            if store.attempts_since(bucket, now - limit.window) >= limit.most:
                raise TooManyTries(limit.window)

    def note_one_more(self) -> None:
        """Count a try. Raises TooManyTries, and counts no more, where any of the buckets is full."""
        self.refuse_if_full()
        self.note_try()

    def note_if_room(self) -> None:
        """Count a try, unless any of the buckets is full: a full one is full for as long as it has to be."""
        try:
            self.note_one_more()
        except TooManyTries:
            return

    def count(self) -> int:
        """How many tries the fullest of the buckets holds now."""
        store, now = self._services.store, self._services.now()
        return max(store.attempts_since(bucket, now - limit.window) for bucket, limit in self._limits.items())

    def note_try(self) -> None:
        """Count a try in each of the buckets."""
        for bucket in self._limits:
            self._services.store.note_attempt(bucket, self._services.now())
