"""Over the wire, as a proxy sees it: headers, connections that stay open, and the counters on their own port."""

from __future__ import annotations

import socket
from contextlib import closing
from http.client import HTTPConnection
from time import sleep
from urllib.request import urlopen

from tests.scripts.test_serve import Settings, free, place, up

__all__ = ["free", "place"]


def connection(place: Settings) -> closing[HTTPConnection]:
    """A connection to the site."""
    return closing(HTTPConnection("127.0.0.1", int(place["CHECK_PORT"]), timeout=30))


def test_no_answer_says_which_program_it_comes_from_and_connections_stay_open(place: Settings) -> None:
    with up(place | {"CHECK_WORKER": "0"}), connection(place) as server:
        for path, status in (("/", 200), ("/absent", 404), ("/static/app.css", 200)):
            server.request("GET", path)
            answer = server.getresponse()
            answer.read()
            assert answer.status == status
            assert answer.headers["Server"] is None
            assert "gunicorn" not in str(answer.headers).lower()
            assert server.sock is not None, "closed by the server"
        sleep(3)
        server.request("GET", "/health")
        assert server.getresponse().read() == b"ok\n"


def test_the_counters_have_a_port_of_their_own_on_this_machine_alone(place: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with up(place | {"CHECK_WORKER": "0", "CHECK_METRICS_PORT": str(port)}):
        site = f"http://127.0.0.1:{place['CHECK_PORT']}"
        for _ in range(5):
            with urlopen(f"{site}/", timeout=30) as page:
                page.read()
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            text = answer.read().decode()
        found = dict(line.split() for line in text.splitlines() if not line.startswith("#"))
        assert int(found["check_requests_2xx_total"]) >= 5
        assert int(found["check_event_started_total"]) == 1
        assert found["check_requests_5xx_total"] == "0"
        with connection(place) as server:
            server.request("GET", "/metrics")
            assert server.getresponse().status == 404
