"""The store's interface for text blocks: a force's own sentences for findings and recommendations.

They belong to the force and name no place. Each change is in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.visit_records import Author


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Sentences with a title; `kind` is the name of the kind of rows of a visit that they are for.

    `about` is the id of an area or of a question of the bank, or empty.
    """

    title: str
    text: str
    kind: str
    about: str = ""


# From the blocks as they are now to those that change; None removes one, and those not named stay.
BlockChange = Callable[[Mapping[str, TextBlock]], Mapping[str, TextBlock | None]]


class TextBlockStore(Protocol):
    """Keeps the text blocks of forces."""

    def text_blocks(self, force_id: str) -> dict[str, TextBlock]:
        """The blocks of a force by their ids, by title."""

    def text_block_authors(self, force_id: str) -> dict[str, Author]:
        """The author of the last change to each block, by its id."""

    def change_text_blocks(self, force_id: str, account_id: str, change: BlockChange, now: datetime) -> None:
        """Save what `change` makes of the blocks, all or none, in one transaction; what it raises ends it."""
