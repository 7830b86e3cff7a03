"""A document that is not printed yet, and the key under which it is kept once it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from questions.conditions import Value
from reports.pdf.plan import Renderer
from usecases.settings import ROOT

Subject = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A document before it is printed.

    `key` comes from `key_of`. `render` prints it, with the renderer that it is given where it has several parts.
    `back` is the endpoint of the page from which it was ordered, with its arguments.
    """

    key: str
    render: Callable[[Renderer], bytes]
    file_name: str
    back: tuple[str, Mapping[str, str]]


def key_of(*values: object) -> str:
    """One digest of everything that a document depends on: the same key means the same bytes.

    Give frozen values whose `repr` shows all of them and is the same in every process: no sets.
    """
    return hashlib.sha256(f"{_edition()}\n{values!r}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _edition() -> str:
    """A digest of the print's templates, styles and code, so that no document of an older design is served."""
    digest = hashlib.sha256()
    for path in sorted([*(ROOT / "templates" / "print").rglob("*.*"), *(ROOT / "reports").rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
