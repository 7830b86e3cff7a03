"""What holds connections is told of every fork of this process: no connection may be used on both sides of one."""

from __future__ import annotations

import os
import weakref
from typing import Protocol

# Why a process that was forked while a connection was lent does nothing more.
SPLIT_OFF = "This process was split off in the middle of a save. Start it again."


class HoldsConnections(Protocol):
    """What is told, in this order."""

    def before_fork(self) -> None:
        """Close what is idle, and lend nothing until the fork is done."""

    def after_fork_in_parent(self) -> None:
        """Go on."""

    def after_fork_in_child(self) -> None:
        """Begin again, with locks that no vanished thread holds."""


_TOLD: weakref.WeakSet[HoldsConnections] = weakref.WeakSet()
_forked: list[HoldsConnections] = []


def tell_of_forks(holder: HoldsConnections) -> None:
    """Tell it of every fork from now on, for as long as somebody uses it."""
    _TOLD.add(holder)


def _before() -> None:
    # Held by strong references meanwhile, so that the same ones are released as were taken.
    _forked[:] = _TOLD
    for each in _forked:
        each.before_fork()


def _in_parent() -> None:
    for each in _forked:
        each.after_fork_in_parent()
    _forked.clear()


def _in_child() -> None:
    for each in _forked:
        each.after_fork_in_child()
    _forked.clear()


os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)
