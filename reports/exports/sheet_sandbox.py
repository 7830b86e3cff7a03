"""Reads a spreadsheet in a process of its own."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reports.apart import BrokenApart, BusyApart, RefusedApart, answer, read_apart
from reports.exports.sheet_reader import BROKEN, LARGEST_FILE, FilledSheet, SheetRefused, SheetRow, read_sheet

# The largest plan takes about a second.
MOST_SECONDS, AT_ONCE = 20, 2
MOST_MEMORY = 1_000_000_000
BUSY = "Many spreadsheets are being read at this moment. Wait a minute, then choose yours again"


def read_sheet_apart(data: bytes) -> FilledSheet:
    """Give what was changed in a spreadsheet, as `read_sheet`. Raises SheetRefused, also if it takes too long."""
    try:
        read = read_apart("reports.exports.sheet_sandbox", data[: LARGEST_FILE + 1], MOST_SECONDS, AT_ONCE)
    except RefusedApart as refused:
        raise SheetRefused(str(refused)) from refused
    except BrokenApart as broken:
        raise SheetRefused(BROKEN) from broken
    except BusyApart as busy:
        raise SheetRefused(BUSY) from busy
    return sheet_from_json(read.decode())


def sheet_to_json(sheet: FilledSheet) -> str:
    """All that was read, in ASCII: how it leaves the process that reads it, and how it is kept until it is saved."""
    return json.dumps(asdict(sheet))


def sheet_from_json(text: str) -> FilledSheet:
    """From what `sheet_to_json` gives."""
    told: dict[str, Any] = json.loads(text)
    rows = tuple(SheetRow(**row) for row in told["rows"])
    problems = tuple((number, says) for number, says in told["problems"])
    return FilledSheet(told["reference"], told["count"], rows, tuple(told["missing"]), problems)


if __name__ == "__main__":
    answer(lambda data: sheet_to_json(read_sheet(data)).encode(), SheetRefused, MOST_MEMORY)
