"""A small balancer: `python -m bench.nodes.balancer PORT NODE_PORT [NODE_PORT ...]`, each request to the next node.

It does what nginx does by itself (`proxy_next_upstream error`): a node that takes no connection is passed over, for any
request, as nothing was sent. Where a node was sent a request and gave no whole answer, another is asked only if the
method changes nothing (GET, HEAD); to all else the answer is 502, for nobody knows whether it was done.
"""

from __future__ import annotations

import re
import socket
import sys
from itertools import count
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import ClassVar

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
_END = b"\r\n\r\n"
SAFE = (b"GET ", b"HEAD ")
PATIENCE = 60
REFUSED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Balancer:
    """Sends requests to the nodes in turn."""

    def __init__(self, ports: list[int]) -> None:
        self._ports, self._turn = ports, count()

    def answer(self, request: bytes) -> bytes:
        """The whole answer of a node to a whole request, which asks it to close the connection."""
        first = next(self._turn)
        for step in range(len(self._ports)):
            try:
                node = socket.create_connection(("127.0.0.1", self._ports[(first + step) % len(self._ports)]), PATIENCE)
            except OSError:
                continue
            with node:
                answer = _asked(node, request)
            if answer is not None:
                return answer
            if not request.startswith(SAFE):
                break
        return REFUSED


def _asked(node: socket.socket, request: bytes) -> bytes | None:
    """The answer, or None where it did not come whole."""
    found = b""
    try:
        node.sendall(request)
        while part := node.recv(262_144):
            found += part
    except OSError:
        return None
    return found if _whole(found) else None


def _whole(message: bytes) -> bool:
    """Whether head and body of a message are there."""
    end = message.find(_END)
    length = _LENGTH.search(message, 0, max(end, 0))
    return end >= 0 and len(message) >= end + len(_END) + (int(length[1]) if length else 0)


class _Handler(BaseRequestHandler):
    balancer: ClassVar[Balancer]

    def handle(self) -> None:
        """One request, whose client closes the connection afterwards."""
        client: socket.socket = self.request
        request = b""
        while not _whole(request):
            part = client.recv(262_144)
            if not part:
                return
            request += part
        client.sendall(self.balancer.answer(request))


class _Server(ThreadingTCPServer):
    allow_reuse_address, daemon_threads, request_queue_size = True, True, 1024


def main() -> None:
    """Balance until killed."""
    port, *nodes = (int(each) for each in sys.argv[1:])
    _Handler.balancer = Balancer(nodes)
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
