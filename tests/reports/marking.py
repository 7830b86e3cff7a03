"""A report with a word of its own in every field, to look for each of them in what is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T")

# Ids and switches that templates decide by; another value would be another report.
KEPT = {"class_id", "kind", "state", "tier_id", "key", "question_id", "importance", "force_id", "id", "level"}
KEPT |= {"status_id", "page_id", "band_at"}
# What people type for the plan: tests/reports/report/test_progress_lines.py looks for it.
KEPT |= {"status", "typed", "owner"}
ADDRESSES = {"url", "website", "page"}


def plain_figures(text: str) -> str:
    """The text without commas between thousands, so that a number is found however it is printed."""
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text)


class Marker:
    """Copies a value, with a word or number of its own in every field; `marks` names each by its path."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        self._next = 1000

    def mark(self, value: T, path: str = "") -> T:
        """The copy. Sequences keep their first two items, which are enough to see that all are printed."""
        return self._mark(value, path)  # type: ignore[no-any-return]

    def _mark(self, value: Any, path: str) -> Any:
        name = path.rsplit(".", 1)[-1]
        if name in KEPT or isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int):
            return int(self._new(path, ""))
        if isinstance(value, str):
            return self._new(path, "https://example.org/z" if name in ADDRESSES else "z")
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            named: Any = value
            return named._replace(**self._marked(value, dict.fromkeys(named._fields), path))
        if isinstance(value, tuple):
            return tuple(self._mark(item, path) for item in value[:2])
        if isinstance(value, BaseModel):
            return value.model_copy(update=self._marked(value, type(value).model_fields, path))
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **self._marked(value, {each.name: None for each in fields(value)}, path))
        return value

    def _marked(self, value: object, names: Mapping[str, object], path: str) -> dict[str, Any]:
        return {name: self._mark(getattr(value, name), f"{path}.{name}".lstrip(".")) for name in names}

    def _new(self, path: str, before: str) -> str:
        self._next += 1
        mark = f"{before}{self._next}"
        self.marks[f"{path}#{self._next}"] = mark.removeprefix("https://")
        return mark
