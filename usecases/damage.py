"""The store is looked through once a day, a little each minute, so that damage is found before a visitor meets it."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from usecases.services import Services

LOG = logging.getLogger(__name__)
SETTING = "page-check"
EVERY = timedelta(days=1)
# Pages in a minute, a megabyte; more where a day of minutes would not reach the end.
_LEAST, _MINUTES = 256, 20 * 60


@dataclass(frozen=True, slots=True)
class PageCheck:
    """How far the check is: when it began (seconds, UTC), the page that is next, the pages that are damaged."""

    began: float
    next_page: int = 1
    damaged: tuple[int, ...] = ()
    finished: bool = False


def last_check(services: Services) -> PageCheck | None:
    """How far the check is; None before the first."""
    kept = services.store.setting(SETTING)
    if kept is None:
        return None
    found = json.loads(kept)
    return PageCheck(**{**found, "damaged": tuple(found["damaged"])})


def check_a_little(services: Services) -> PageCheck:
    """Look at the next pages, and again at those that were damaged; a day after it began, it begins again."""
    now, store = services.now(), services.store
    check = last_check(services)
    if check is None or (check.finished and now.timestamp() - check.began >= EVERY.total_seconds()):
        check = PageCheck(now.timestamp(), damaged=check.damaged if check else ())
    elif check.finished and not check.damaged:
        return check
    total = store.count_pages()
    most = 0 if check.finished else max(_LEAST, total // _MINUTES + 1)
    numbers = range(check.next_page, min(check.next_page + most, total + 1))
    known = {number for number in check.damaged if number <= total}
    damaged = store.damaged_pages(sorted({*numbers, *known}))
    if new := set(damaged) - known:
        LOG.error("the store is damaged at %s: see flask doctor", "pages " + ", ".join(map(str, sorted(new))))
    done = check.finished or numbers.stop > total
    found = replace(check, next_page=max(numbers.stop, check.next_page), damaged=damaged, finished=done)
    if found != check:
        store.keep_setting(SETTING, json.dumps(asdict(found)), now)
    return found
