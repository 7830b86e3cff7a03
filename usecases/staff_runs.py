"""Somebody takes a staff check: drawn, answered one item at a time, counted at the end.

Until the end nothing of a run is kept on the server. Where it has got to travels in a signed text that the browser
holds while it is open; it names no one. docs/decisions/0029-a-run-lives-in-the-browser.md has the alternatives.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random, SystemRandom

from itsdangerous import BadSignature, URLSafeTimedSerializer

from assessment.staff_draw import draw, topics_of
from questions.staff_check import QuizItem, Topic
from storage.errors import NotFound
from storage.staff_checks import StaffCheckRecord
from usecases.limits import Limit, TooManyTries, network_of
from usecases.return_codes import plain_code
from usecases.services import Services

# A run that was left for longer begins again.
LASTS = timedelta(hours=2)
# Nobody reads a question with four answers in less: a run that is faster on average was not read.
FASTEST = timedelta(seconds=3)
# Of one network, which a whole office shares: starts of one check, pages without a run, and codes that are wrong.
# Of one run: forty requests are a whole run, with every page loaded twice.
STARTS, VISITS, UNKNOWN, OF_A_RUN = Limit(600), Limit(1200), Limit(600), Limit(200)
# Of a larger staff, so many starts for each.
STARTS_EACH = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its items by id in the order of asking, and the numbers (1 to 4) of the options chosen so far.

    `nonce` is random, and shared with nothing else; `begun` is in seconds since 1970.
    """

    code: str
    nonce: str
    begun: int
    items: tuple[str, ...]
    chosen: tuple[int, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether every item is answered."""
        return len(self.chosen) == len(self.items)


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as this run asks it: the numbers of its options in the order shown, and the one chosen, if any."""

    number: int
    item: QuizItem
    topic: Topic
    order: tuple[int, ...]
    chosen: int | None

    @property
    def is_right(self) -> bool:
        """Whether the right option was chosen."""
        return self.chosen == self.item.right


def find_check(services: Services, code: str, address: str, run: Run | None) -> StaffCheckRecord | None:
    """The check of a code, open or not; None for a code that is none's.

    Whoever has a run under way is counted with that run alone: a flood from the same office does not stop them. Raises
    TooManyTries.
    """
    network = network_of(address)
    if run is not None:
        _count(services, f"run:{run.nonce}", OF_A_RUN)
    else:
        _count(services, f"visit:{plain_code(code)}:{network}", VISITS)
    found = services.store.find_staff_check(plain_code(code))
    if found is None:
        _count(services, f"unknown:{network}", UNKNOWN)
    return found


def begin_run(services: Services, check: StaffCheckRecord, address: str) -> Run:
    """A run of a check. Raises TooManyTries after too many from one network, of which a whole office has enough."""
    most = Limit(max(STARTS.most, STARTS_EACH * check.staff))
    _count(services, f"start:{check.code}:{network_of(address)}", most)
    topics = topics_of(services.bank_of(check.bank_version).staff_check, check.topics, easy=check.easy)
    asked = {item: count.asked for item, count in check.counted.items.items()}
    return Run(check.code, secrets.token_hex(8), int(services.now().timestamp()), draw(topics, asked, _shuffled))


def answer(services: Services, check: StaffCheckRecord, run: Run, number: int, option: int) -> Run:
    """The run with this option chosen for its item of this number (from 1), if that is the one that is asked now.

    With the last one it is counted, once. Raises NotFound where the check closed meanwhile.
    """
    if run.finished or number != len(run.chosen) + 1:
        return run
    after = replace(run, chosen=(*run.chosen, option))
    if after.finished and services.traffic.first_time(f"counted:{run.nonce}"):
        right = {each.item.id: each.is_right for each in asked_items(services, check, after)}
        took = services.now().timestamp() - run.begun
        too_fast = took < FASTEST.total_seconds() * len(run.items)
        services.store.count_run(check.id, right, services.now(), too_fast=too_fast)
    elif not check.is_open(services.now()):
        raise NotFound("This staff check takes no more answers.")
    return after


def asked_items(services: Services, check: StaffCheckRecord, run: Run) -> tuple[Asked, ...]:
    """Every item of a run as it is asked; the order of the options is the same at every look."""
    topics = services.bank_of(check.bank_version).staff_check
    by_id = {item.id: (item, topic) for topic in topics for item in topic.items}
    chosen = (*run.chosen, *[None] * len(run.items))
    return tuple(Asked(at + 1, *by_id[item], _order(run.nonce, item), chosen[at]) for at, item in enumerate(run.items))


def to_remember(asked: Sequence[Asked], most: int = 3) -> tuple[tuple[str, str], ...]:
    """Topics with what to remember of each: first where an answer was wrong."""
    found: dict[str, tuple[str, str]] = {}
    for each in sorted(asked, key=lambda each: each.is_right):
        topic = each.topic
        found.setdefault(topic.id, (topic.title, topic.talk.remember if topic.talk else each.item.why))
    return tuple(found.values())[:most]


def seal(services: Services, run: Run) -> str:
    """A run as a signed text for the browser to hold."""
    return str(_signer(services).dumps([run.code, run.nonce, run.begun, list(run.items), list(run.chosen)]))


def unseal(services: Services, text: str, code: str) -> Run | None:
    """The run of a text, if it is of the check with this code, is ours and is not too old."""
    try:
        of_code, nonce, begun, items, chosen = _signer(services).loads(text, max_age=int(LASTS.total_seconds()))
    except BadSignature:
        return None
    return Run(of_code, nonce, begun, tuple(items), tuple(chosen)) if of_code == plain_code(code) else None


def _count(services: Services, bucket: str, limit: Limit) -> None:
    if not services.traffic.count(bucket, limit.most, limit.window):
        raise TooManyTries(limit.window)


def _signer(services: Services) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services.secret, salt="staff-check-run")


def _shuffled(numbers: Sequence[int]) -> Sequence[int]:
    return SystemRandom().sample(list(numbers), len(numbers))


def _order(nonce: str, item: str) -> tuple[int, ...]:
    order = [1, 2, 3, 4]
    Random(f"{nonce}:{item}").shuffle(order)  # noqa: S311  an order to show, not a secret
    return tuple(order)
