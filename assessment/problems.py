"""What is wrong with an input, as data: where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One fault in a profile or in answers; `where` is the id of the field or the question."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
