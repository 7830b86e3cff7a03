"""The types of plain data: what can be written as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = "str | int | float | bool | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
JsonObject: TypeAlias = Mapping[str, JsonValue]


def to_json(document: JsonObject) -> str:
    """The document as JSON text; the same document gives the same text."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
