"""Who else has the same thing open: known from the sessions of owners and of advisers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Others:
    """The other sessions of the last minutes: advisers by their ids with their names, and devices of the owner.

    An adviser who has it open on a second device is among them.
    """

    advisers: Mapping[str, str] = field(default_factory=dict)
    devices: int = 0

    def __bool__(self) -> bool:
        """Whether anyone else is there."""
        return bool(self.advisers or self.devices)
