"""The balancer of `bench.nodes`: what it asks another node, and what it never asks twice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread

import pytest

from bench.nodes.balancer import REFUSED, Balancer
from bench.nodes.programs import free_port

GET = b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell"
HALF = WHOLE[:-2]


class Node:
    """A node that gives the same bytes to every request, and closes the connection."""

    def __init__(self, gives: bytes) -> None:
        self.asked: list[bytes] = []
        self._gives, self._listener = gives, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client:
                self.asked.append(client.recv(1000))
                client.sendall(self._gives)

    def close(self) -> None:
        """Listen no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@pytest.fixture
def nodes() -> Iterator[tuple[Node, Node]]:
    """A node that dies in the middle of each answer, and one that is well."""
    with ExitStack() as opened:
        made = Node(HALF), Node(WHOLE)
        for node in made:
            opened.callback(node.close)
        yield made


def test_requests_go_to_the_nodes_in_turn(nodes: tuple[Node, Node]) -> None:
    _, well = nodes
    balancer = Balancer([well.port, well.port])
    assert [balancer.answer(POST) for _ in range(4)] == [WHOLE] * 4
    assert well.asked == [POST] * 4


def test_a_node_that_takes_no_connection_is_passed_over_for_any_request(nodes: tuple[Node, Node]) -> None:
    balancer = Balancer([free_port(), nodes[1].port])
    assert [balancer.answer(each) for each in (GET, POST, GET, POST)] == [WHOLE] * 4


def test_only_what_changes_nothing_is_asked_again(nodes: tuple[Node, Node]) -> None:
    dying, well = nodes
    assert Balancer([dying.port, well.port]).answer(GET) == WHOLE
    assert Balancer([dying.port, well.port]).answer(POST) == REFUSED
    assert (dying.asked, well.asked) == ([GET, POST], [GET])


def test_without_a_node_nothing_is_done(nodes: tuple[Node, Node]) -> None:
    assert Balancer([free_port()]).answer(GET) == REFUSED
    assert nodes[0].asked == []
