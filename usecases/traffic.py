"""Limits for pages that keep nothing of anyone who opens them: counted in memory, never written anywhere.

The names of the buckets are kept only as hashes under a key that ends with the process. Each process counts for itself,
so with several the limits are as many times as high: they are there against floods, not to count people.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

# A few megabytes at most; the oldest bucket makes room.
MOST_BUCKETS = 50_000


class Traffic:
    """Counts requests in windows of time, and remembers for a while what has been done once."""

    def __init__(self, clock: Callable[[], datetime], most: int = MOST_BUCKETS) -> None:
        self._clock, self._most = clock, most
        self._key = secrets.token_bytes(32)
        self._one_at_a_time = Lock()
        self._counts: OrderedDict[bytes, tuple[datetime, int]] = OrderedDict()
        self._done: OrderedDict[bytes, None] = OrderedDict()

    def count(self, bucket: str, most: int, window: timedelta) -> bool:
        """Count one more in a bucket, of which so many are allowed within a window of time; False where it is full."""
        with self._one_at_a_time:
            name, now = self._name(bucket), self._clock()
            since, count = self._counts.pop(name, (now, 0))
            if now - since >= window:
                since, count = now, 0
            self._counts[name] = (since, min(count + 1, most))
            if len(self._counts) > self._most:
                self._counts.popitem(last=False)
            return count < most

    def first_time(self, what: str) -> bool:
        """Whether this has not been done before; from now on it has."""
        with self._one_at_a_time:
            name = self._name(what)
            if name in self._done:
                return False
            self._done[name] = None
            if len(self._done) > self._most:
                self._done.popitem(last=False)
            return True

    def _name(self, bucket: str) -> bytes:
        return hashlib.blake2b(bucket.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
