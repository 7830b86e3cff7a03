"""The acts of coming and going, for `acts_table`: the return code that is kept, and what is deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from tests.storage.place import NOW
from tests.storage.scene import Scene

Act = Callable[[], object]


def _shown_again(s: Scene) -> Act:
    s.store.keep_code(s.opened())
    return partial(s.store.show_code_again, b"open")


def _kept_twice(s: Scene) -> Act:
    _shown_again(s)()
    return partial(s.store.keep_code, b"open")


def _used_on_another_day(s: Scene) -> Act:
    s.opened()
    return partial(s.store.find_workspace, b"code", NOW + timedelta(days=1))


LEAVING: dict[str, Callable[[Scene], Act]] = {
    "keep_code": lambda s: partial(s.store.keep_code, s.opened()),
    "keep_code: the second time": _kept_twice,
    "show_code_again": _shown_again,
    "find_workspace: on another day": _used_on_another_day,
}
