"""Problems with fields or answers as data: where, and what to do. (Those of a file: `questions.problems`.)"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One problem with a profile or an answer; `where` is the id of the field or the question, or its name in words."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def shown(raw: object) -> str:
    """The given value, short enough for a message; anything but text or a number by its type."""
    match raw:
        case str():
            return raw[:60]
        case bool() | float() | None:
            return str(raw)
        case int():
            return str(raw) if abs(raw) < 10**20 else "a very large number"
    return f"a {type(raw).__name__}"
