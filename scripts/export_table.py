"""Writes the table of what `flask plan` can write into docs/command-line.md again, from the registry of exports."""

from __future__ import annotations

import re

from cli.plan import WRITES
from usecases.settings import ROOT

TARGET = ROOT / "docs" / "command-line.md"
_TABLE = re.compile(r"(?<=\| option \| writes \|\n\| --- \| --- \|\n)(?:\| `--.*\n)+")


def with_table(text: str) -> str:
    """The document with its table as the registry has it. Raises ValueError where the document has no such table."""
    rows = "".join(f"| `--{ending} FILE` | {writes} |\n" for ending, writes in WRITES.items())
    written, tables = _TABLE.subn(lambda _: rows, text)
    if tables != 1:
        raise ValueError(f"{TARGET.name}: one table headed “option” and “writes” is needed, and there are {tables}")
    return written


if __name__ == "__main__":
    TARGET.write_text(with_table(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
