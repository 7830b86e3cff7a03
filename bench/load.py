"""A small HTTP client that sends one request repeatedly: `python -m bench.load PORT SECONDS CONNECTIONS STATUS`.

The request is read from standard input as it goes over the wire; where it says NUMBERED, each that is sent has a number
of its own there, so that a form always brings something new. Prints the answers a second. Each connection is
kept open; the client does so little with an answer that the server is what is measured.
"""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator
from itertools import count
from threading import Thread
from time import perf_counter

NUMBERED = "NUMBERED"
_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)


def answer(server: socket.socket, request: bytes) -> bytes:
    """Send a request and read its whole answer."""
    server.sendall(request)
    got = b""
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(server)
    length = _LENGTH.search(got, 0, end)
    whole = end + 4 + (int(length[1]) if length else 0)
    while len(got) < whole:
        got += _more(server)
    return got


def _more(server: socket.socket) -> bytes:
    part = server.recv(262_144)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part


def _send(port: int, request: bytes, status: bytes, until: float, done: list[int], numbers: Iterator[int]) -> None:
    answered = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as server:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while perf_counter() < until:
            got = answer(server, request.replace(NUMBERED.encode(), b"%08d" % next(numbers)))
            if not got.startswith(b"HTTP/1.1 " + status):
                raise ValueError(f"unexpected answer: {got[:80]!r}")
            answered += 1
    done.append(answered)


def main() -> None:
    """Send for so many seconds; end with an error where any answer is not the expected one."""
    port, seconds, connections, status = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4].encode()
    request, done = sys.stdin.buffer.read(), list[int]()
    start = perf_counter()
    sent = (port, request, status, start + seconds, done, count())
    threads = [Thread(target=_send, args=sent) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(done) < connections:
        sys.exit("a connection failed")
    print(sum(done) / (perf_counter() - start))


if __name__ == "__main__":
    main()
