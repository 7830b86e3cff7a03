"""A second process that prints some documents while this one prints the others: layout keeps one core busy."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from reports.pdf import warm
from reports.printing import print_html

ROOT = Path(__file__).resolve().parent.parent


class Mate:
    """Prints beside the process that made it, and ends with it. It serves one caller at a time.

    Should it end before, nothing is lost: what it was to print is printed here, and the next time there is a new one.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """The number of the second process; None where there is none."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Have the second process ready, where it is not yet."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reports.mate"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )

    def end(self) -> None:
        """Let the second process finish and go."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def press(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> list[bytes]:
        """Print the last document here and the others there, at the same time. The same bytes as one by one."""
        *others, last = documents
        asked = self._ask(others, pictures)
        here = print_html(last, pictures=pictures)
        there = self._answer(len(others)) if asked else None
        return [*(there or [print_html(each, pictures=pictures) for each in others]), here]

    def _ask(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> bool:
        self.start()
        assert self._process is not None
        assert self._process.stdin is not None
        packed = {name: b64encode(picture).decode() for name, picture in pictures.items()}
        try:
            self._process.stdin.write(json.dumps({"documents": documents, "pictures": packed}).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    def _answer(self, count: int) -> list[bytes] | None:
        """What the other printed; None where it ended first."""
        assert self._process is not None
        assert self._process.stdout is not None
        printed = []
        for _ in range(count):
            length = self._process.stdout.readline()
            data = self._process.stdout.read(int(length or 0))
            if not length or len(data) < int(length):
                return None
            printed.append(data)
        return printed


def main() -> None:
    """Print what standard input asks for, a line of JSON each time, until it ends."""
    # Ctrl-C is for the process that asks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    gc.disable()
    warm()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        pictures = {name: b64decode(picture) for name, picture in asked["pictures"].items()}
        for document in asked["documents"]:
            data = print_html(document, pictures=pictures)
            answers.write(b"%d\n" % len(data) + data)
            answers.flush()
        gc.collect()


if __name__ == "__main__":
    main()
