"""Reads a spreadsheet in a process of its own: a file made to take for ever, or all the memory, does no harm."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports.exports.sheet_reader import BROKEN, LARGEST_FILE, FilledSheet, SheetRefused, SheetRow, read_sheet

ROOT = Path(__file__).resolve().parents[2]

# The largest plan takes about a second.
MOST_SECONDS = 20
MOST_MEMORY = 1_000_000_000


def read_sheet_apart(data: bytes) -> FilledSheet:
    """Give what was changed in a spreadsheet, as `read_sheet`. Raises SheetRefused, also if it takes too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.exports.sheet_sandbox"],
            input=data[: LARGEST_FILE + 1],
            capture_output=True,
            cwd=ROOT,
            timeout=MOST_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise SheetRefused(BROKEN) from error
    refused = json.loads(done.stdout).get("refused")
    if refused is not None:
        raise SheetRefused(refused)
    return sheet_from_json(done.stdout.decode())


def sheet_to_json(sheet: FilledSheet) -> str:
    """All that was read, in ASCII: how it leaves the process that reads it, and how it is kept until it is saved."""
    return json.dumps(asdict(sheet))


def sheet_from_json(text: str) -> FilledSheet:
    """From what `sheet_to_json` gives."""
    told: dict[str, Any] = json.loads(text)
    rows = tuple(SheetRow(**row) for row in told["rows"])
    problems = tuple((number, says) for number, says in told["problems"])
    return FilledSheet(told["reference"], told["count"], rows, tuple(told["missing"]), problems)


def main() -> None:
    """Read the spreadsheet on standard input; write what was changed, or the reason of a refusal, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        told = sheet_to_json(read_sheet(sys.stdin.buffer.read()))
    except SheetRefused as refusal:
        told = json.dumps({"refused": str(refusal)})
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
