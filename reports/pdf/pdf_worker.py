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
from contextlib import suppress
from pathlib import Path
from typing import IO

from reports.pdf.plan import warm
from reports.pdf.renderer import print_html

ROOT = Path(__file__).resolve().parents[2]


class Mate:
    """Prints beside the process that made it, and ends with it. It serves one caller at a time.

    Should it end before, nothing is lost: what it was to print is printed here, and the next time there is a new one.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    @property
    def process_id(self) -> int | None:
        """The number of the second process; None where there is none."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Have the second process ready, where it is not yet."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reports.pdf.pdf_worker"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def end(self) -> None:
        """End the second process, whatever it does: what it has printed and nobody took is for nobody."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def press(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> list[bytes]:
        """Print the last document here and the others there, at the same time. The same bytes as one by one."""
        *others, last = documents
        try:
            self._ask(others, pictures)
            here = print_html(last, pictures=pictures)
            there = self._answer(len(others))
        except BaseException:
            self.end()
            raise
        if there is None:
            self.end()
            there = [print_html(each, pictures=pictures) for each in others]
        return [*there, here]

    def _ask(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> None:
        self.start()
        self._asked += 1
        packed = {name: b64encode(picture).decode() for name, picture in pictures.items()}
        asked = {"number": self._asked, "documents": documents, "pictures": packed}
        _, stdin = self._pipes()
        with suppress(OSError):  # it has just ended, so it will not answer either
            stdin.write(json.dumps(asked).encode() + b"\n")
            stdin.flush()

    def _answer(self, count: int) -> list[bytes] | None:
        """What the other printed of what was asked last; None where it ended first."""
        stdout, _ = self._pipes()
        printed = []
        for _ in range(count):
            number, _, length = stdout.readline().partition(b" ")
            data = stdout.read(int(length or 0))
            if number != b"%d" % self._asked or len(data) < int(length):
                return None
            printed.append(data)
        return printed

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process is not None
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        return self._process.stdout, self._process.stdin


def main() -> None:
    """Print what standard input asks for, a line of JSON each time, until it ends."""
    # Ctrl-C is for the process that asks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else is an answer
    gc.disable()
    warm()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        pictures = {name: b64decode(picture) for name, picture in asked["pictures"].items()}
        for document in asked["documents"]:
            data = print_html(document, pictures=pictures)
            answers.write(b"%d %d\n" % (asked["number"], len(data)) + data)
            answers.flush()
        gc.collect()


if __name__ == "__main__":
    main()
