"""The acts of coming and going, for `acts_table`: the return code that is kept, and what is deleted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from storage.errors import NotFound
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


def while_there(act: Act) -> Act:
    """The traces are cleaned after the commit: when that fails, the act is done, and a second time finds nothing."""

    def act_once() -> None:
        with suppress(NotFound):
            act()

    return act_once


LEAVING: dict[str, Callable[[Scene], Act]] = {
    "keep_code": lambda s: partial(s.store.keep_code, s.opened()),
    "keep_code: the second time": _kept_twice,
    "show_code_again": _shown_again,
    "find_workspace: on another day": _used_on_another_day,
    "delete_assessment": lambda s: while_there(partial(s.store.delete_assessment, s.ours, s.which, NOW)),
}
