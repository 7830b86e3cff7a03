"""A format in which something can be taken away as a file: a line in a list, and the function that makes the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Shown = TypeVar("Shown")

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format(Generic[Shown]):
    """A format of a report. The same report gives the same bytes.

    `title` and `purpose` are its line in the list on the page.
    """

    title: str
    purpose: str
    media_type: str
    render: Callable[[Shown], bytes]
