"""A second process that renders some documents while this one renders the others: layout keeps one core busy."""

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


class PdfWorker:
    """Renders beside the process that made it, and ends with it. It serves one caller at a time.

    If the worker dies, its documents are rendered in this process and a new worker is started next time.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    @property
    def process_id(self) -> int | None:
        """The process id of the worker; None if it is not running."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the worker if it is not running."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reports.pdf.pdf_worker"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def end(self) -> None:
        """Kill the worker and discard unread output."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def render(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> list[bytes]:
        """Render the shortest of several documents here and the others in the worker, at once; a single one there.

        The same bytes as one by one. This process holds the bank and more beside, so the worker gets what needs most
        memory.
        """
        at = documents.index(min(documents, key=len))
        mine = documents[at : at + 1] if len(documents) > 1 else ()
        others = (*documents[:at], *documents[at + len(mine) :])
        try:
            self._ask(others, pictures)
            here = [print_html(each, pictures=pictures) for each in mine]
            there = self._answer(len(others))
        except BaseException:
            self.end()
            raise
        if there is None:
            self.end()
            there = [print_html(each, pictures=pictures) for each in others]
        return [*there[:at], *here, *there[at:]]

    def render_apart(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> list[bytes]:
        """Render all documents in the worker, so that several workers can do so at once. The same bytes."""
        self._ask(documents, pictures)
        there = self._answer(len(documents))
        if there is None:
            self.end()
            there = [print_html(each, pictures=pictures) for each in documents]
        return there

    def _ask(self, documents: Sequence[str], pictures: Mapping[str, bytes]) -> None:
        self.start()
        self._asked += 1
        packed = {name: b64encode(picture).decode() for name, picture in pictures.items()}
        asked = {"number": self._asked, "documents": documents, "pictures": packed}
        _, stdin = self._pipes()
        with suppress(OSError):  # it has just died, so it will not answer either
            stdin.write(json.dumps(asked).encode() + b"\n")
            stdin.flush()

    def _answer(self, count: int) -> list[bytes] | None:
        """The documents of the last request from the worker; None if it died first."""
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
    """Render the documents that standard input asks for, one line of JSON for each request, until it ends."""
    # Ctrl-C is for the parent process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # only documents may go to standard output
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
