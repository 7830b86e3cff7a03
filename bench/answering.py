"""Businesses that answer page after page, each in a browser: `python -m bench.answering PORT SECONDS THINK`.

Reads a JSON list of businesses from standard input: cookie, and the pages of questions with their fields. Each opens a
page, thinks for about THINK seconds, saves, and goes on to the next; after the last it begins again with other answers,
carrying the revisions that the page showed. Prints a JSON object: how long each opening and each save took, in seconds,
and every answer that was not the expected one.
"""

from __future__ import annotations

import json
import sys
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode

from bench.faults.visitor import TYPE, hidden

Business = dict[str, Any]
# "In place and tested" to "not in place": a save that changes nothing would cost less.
LEVELS = ("3", "2", "1", "0")


class Answering(Thread):
    """One business."""

    def __init__(self, business: Business, port: int, until: float, think: float) -> None:
        super().__init__()
        self.business, self.port, self.until, self.think = business, port, until, think
        self.random = Random(business["cookie"])
        self.opened, self.saved, self.errors = list[float](), list[float](), list[str]()

    def run(self) -> None:
        """Answer until the time is over."""
        sleep(self.random.uniform(0, self.think))
        pages, turn = self.business["pages"], 0
        while monotonic() < self.until:
            address, fields = pages[turn % len(pages)]
            shown = self._ask("GET", address, 200, self.opened)
            sleep(self.random.uniform(0.5 * self.think, 1.5 * self.think))
            level = LEVELS[turn // len(pages) % len(LEVELS)]
            self._ask("POST", address, 302, self.saved, hidden(shown) | dict.fromkeys(fields, level))
            turn += 1

    def _ask(
        self, method: str, address: str, expected: int, taken: list[float], form: dict[str, str] | None = None
    ) -> str:
        """Send one request on a connection of its own, as the proxy does; gives the page."""
        begun, server = monotonic(), HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Cookie": self.business["cookie"], "Content-Type": TYPE, "Connection": "close"}
            server.request(method, address, urlencode(form) if form is not None else None, headers)
            answer = server.getresponse()
            page = answer.read().decode()
            if cookie := answer.getheader("Set-Cookie"):
                self.business["cookie"] = cookie.partition(";")[0]
        except (OSError, HTTPException) as error:
            self.errors.append(f"{method} {type(error).__name__}")
            return ""
        finally:
            server.close()
        taken.append(monotonic() - begun)
        if answer.status != expected:
            self.errors.append(f"{method} {answer.status}")
        return page


def main() -> None:
    """Let every business answer, and say how it went."""
    port, seconds, think = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    until = monotonic() + seconds
    everyone = [Answering(each, port, until, think) for each in json.load(sys.stdin)]
    for each in everyone:
        each.start()
    for each in everyone:
        each.join()
    said = {
        "opened": [taken for each in everyone for taken in each.opened],
        "saved": [taken for each in everyone for taken in each.saved],
        "errors": [error for each in everyone for error in each.errors],
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
