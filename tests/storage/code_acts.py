"""The rows of `acts_table` about codes for others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assessment.answers import Answer
from storage.grants import Grant, NewAccessCode
from storage.owner_sessions import NewSession
from storage.owners import Origin
from tests.storage.place import HOUR, NOW
from tests.storage.scene import Scene

LATER = NOW + HOUR
Act = Callable[[], object]
SESSION = NewSession(b"new session")


def _open_code(s: Scene) -> Act:
    s.code()
    return partial(s.store.open_access_code, b"for others", LATER, SESSION)


def _session_of_a_code(s: Scene) -> Act:
    s.code(opened=True)
    return partial(s.store.owner_session, b"theirs", LATER)


def _answers_with_a_code(s: Scene) -> Act:
    return partial(s.store.change_answers, s.ours, s.which, lambda _: {"gates": Answer("3")}, LATER, Origin(s.code()))


CODE_CHANGES: dict[str, Callable[[Scene], Act]] = {
    "owner_session: of a code for others": _session_of_a_code,
    "make_access_code": lambda s: partial(
        s.store.make_access_code, s.ours, NewAccessCode(b"more", "Tom", Grant("area", None, s.which, "cctv")), LATER
    ),
    "open_access_code": _open_code,
    "withdraw_access_code": lambda s: partial(s.store.withdraw_access_code, s.ours, s.code(opened=True), LATER),
    "change_answers: with a code for others": _answers_with_a_code,
}
