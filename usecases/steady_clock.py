"""Whether the clock can be believed enough to delete by it.

A machine whose clock is suddenly years ahead would find that nobody has used anything for long, and delete it all.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from usecases.services import Services

SETTING = "clock-watch"
# Seen this long apart, or going back so far, two times have a leap between them; so has a service that was not running.
LEAP, BACK = timedelta(days=2), timedelta(hours=1)
# Time for somebody to notice, and for the machine's own time service to correct it.
STEADY_FOR = timedelta(days=7)
_NOTED_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """When the clock was last seen, since when it has gone on without a leap, and how long that leap was, in seconds.

    Times are of UTC. The leap is negative for a clock that went back, and 0 where none was seen.
    """

    seen: float
    steady_since: float
    leap: float = 0

    def steady(self, seconds: float) -> bool:
        """Whether it has gone on without a leap for long enough."""
        return seconds - self.steady_since >= STEADY_FOR.total_seconds()


def last_watch(services: Services) -> ClockWatch | None:
    """What was noted last; None before the first time."""
    kept = services.store.setting(SETTING)
    return ClockWatch(**json.loads(kept)) if kept else None


def clock_is_steady(services: Services) -> bool:
    """Note what the clock shows; whether it has gone on without a leap for a week. To be asked at least once a day."""
    now, watch = services.now(), last_watch(services)
    seconds = now.timestamp()
    if watch is None:
        found = ClockWatch(seconds, seconds)
    elif not -BACK.total_seconds() < seconds - watch.seen < LEAP.total_seconds():
        found = ClockWatch(seconds, seconds, seconds - watch.seen)
    elif abs(seconds - watch.seen) >= _NOTED_AGAIN.total_seconds():
        found = replace(watch, seen=seconds)
    else:
        found = watch
    if found != watch:
        services.store.keep_setting(SETTING, json.dumps(asdict(found)), now)
    return found.steady(seconds)
