"""Asks for a few addresses in turn, ten times a second, until told to stop: `python -m bench.probe PORT ADDRESS...`.

Each answer has to be 200. When standard input ends, prints a JSON object: for each address how long every answer took,
in seconds. A process of its own, so that what it measures is the server and not those who send the load.
"""

from __future__ import annotations

import json
import sys
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from time import monotonic, sleep

EVERY = 0.1


def ask(port: int, address: str) -> float:
    """How long an answer takes, in seconds; infinite for one that is not 200."""
    begun, server = monotonic(), HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        server.request("GET", address, headers={"Connection": "close"})
        answer = server.getresponse()
        answer.read()
        return monotonic() - begun if answer.status == 200 else float("inf")
    except (OSError, HTTPException):
        return float("inf")
    finally:
        server.close()


def main() -> None:
    """Ask until standard input ends."""
    port, addresses = int(sys.argv[1]), sys.argv[2:]
    over = Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    Thread(target=listen, daemon=True).start()
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    while not over.is_set():
        for address in addresses:
            taken[address].append(ask(port, address))
        sleep(EVERY)
    json.dump(taken, sys.stdout)


if __name__ == "__main__":
    main()
