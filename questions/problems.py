"""One problem in a file: where it is, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass

# A part of the bank or of a document, from the top: names of fields, and places in lists counted from 0.
Place = tuple[str | int, ...]

# A problem found by a check before its file is known: where in the bank, and what is wrong.
Finding = tuple[Place, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a file; `line` counts from 1 and is 0, `where` is empty, where the file as a whole is meant."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


def dotted(place: Place) -> str:
    """A place as messages name it, such as `pages.0.title`."""
    return ".".join(str(step) for step in place)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line and text."""
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, str(problem))))
