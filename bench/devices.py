"""Many devices of one workshop, each a person in a hurry: `python -m bench.devices PORT SECONDS`.

Reads a JSON list of devices from standard input: cookie, token, and the pages of questions with what to answer on
each. A device answers a page, reads the next, and looks every five seconds where the adviser is, as its script does.
Prints a JSON list of the answers that were saved: when each page was sent, when its answer came, how many it held.
"""

from __future__ import annotations

import json
import sys
from http.client import HTTPConnection
from random import Random
from threading import Thread
from time import sleep, time
from typing import Any
from urllib.parse import urlencode

# A page of one or two questions takes a person about twenty seconds; here it takes two.
A_PAGE, A_LOOK = 2.0, 5.0

Device = dict[str, Any]


class Person(Thread):
    """One device."""

    def __init__(self, device: Device, port: int, until: float, number: int) -> None:
        super().__init__()
        self.device, self.port, self.until = device, port, until
        self.random = Random(number)
        self.saved: list[tuple[float, float, int]] = []
        self.requests = self.errors = 0

    def run(self) -> None:
        """Answer page after page."""
        server = HTTPConnection("127.0.0.1", self.port, timeout=30)
        sleep(self.random.uniform(0, A_PAGE))
        looked = time()
        for address, form in self.device["pages"]:
            if time() > self.until:
                break
            self._ask(server, "GET", address)
            sleep(self.random.uniform(0.5 * A_PAGE, 1.5 * A_PAGE))
            sent = time()
            if self._ask(server, "POST", address, {**form, "csrf_token": self.device["token"]}) == 302:
                self.saved.append((sent, time(), len(form)))
            if time() - looked > A_LOOK:
                looked = time()
                self._ask(server, "GET", address)

    def _ask(self, server: HTTPConnection, method: str, address: str, form: dict[str, str] | None = None) -> int:
        headers = {"Cookie": self.device["cookie"], "Content-Type": "application/x-www-form-urlencoded"}
        self.requests += 1
        try:
            server.request(method, address, urlencode(form) if form else None, headers)
            answer = server.getresponse()
            answer.read()
        except OSError:
            self.errors += 1
            return 0
        finally:
            server.close()  # a person thinks for longer than a server keeps a connection open
        self.errors += answer.status >= 400
        return answer.status


def main() -> None:
    """Run every device to its end, and say what was saved."""
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    until = time() + seconds
    people = [Person(device, port, until, number) for number, device in enumerate(json.load(sys.stdin))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    said = {
        "saved": sorted(each for person in people for each in person.saved),
        "requests": sum(person.requests for person in people),
        "errors": sum(person.errors for person in people),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
