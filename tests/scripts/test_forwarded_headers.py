"""Over the wire: what a request says about a proxy changes nothing, unless the operator has said that there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.message import Message
from http.client import HTTPConnection, HTTPResponse
from types import MappingProxyType
from urllib.parse import urlencode

import pytest

from tests.scripts.test_serve import Settings, free, place, up

__all__ = ["free", "place"]

NONE: Mapping[str, str] = MappingProxyType({})
# Each is what some proxy sends. The underscores are what a header may not hold, and what WSGI's own names do.
FORGED = (
    {"SCRIPT_NAME": "/zz"},
    {"SCRIPT_NAME": "//evil.example"},
    {"Script-Name": "/workspace"},
    {"PATH_INFO": "/about"},
    {"REMOTE_USER": "admin"},
    {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-Protocol": "ssl"},
    {"X-Forwarded-Ssl": "on"},
    {"X-Forwarded-Proto": "http", "X-Forwarded-Ssl": "on"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-For": "10.9.8.7"},
    {"X-Forwarded-Port": "99"},
    {"X-Forwarded-Prefix": "/zz"},
    {"Forwarded": "for=10.9.8.7;proto=https;host=evil.example"},
)
PATHS = ("/workspace", "/zz/workspace", "//evil.example/workspace", "/about", "/code/file")


class Caller:
    """Someone with a workspace, who writes requests by hand."""

    def __init__(self, port: int) -> None:
        self.port = port
        _, page, headers = self.asks("GET", "/")
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token
        status, _, headers = self.asks("POST", "/begin", body=urlencode({"csrf_token": token[1]}))
        assert status == 302
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def asks(
        self, method: str, path: str, headers: Mapping[str, str] = NONE, body: str = ""
    ) -> tuple[int, str, Message]:
        """The status of the answer, its body, and its headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": getattr(self, "cookie", ""), **headers}
        connection.request(method, path, body, sent)
        answer: HTTPResponse = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer.headers

    def sees(self, path: str, headers: Mapping[str, str] = NONE) -> tuple[int, str, str | None]:
        """What differs if a header is believed: the status, where it leads, and the body without its tokens."""
        status, text, found = self.asks("GET", path, headers)
        return status, re.sub(r'value="[^"]*"', "", text), found.get("Location")


@pytest.fixture
def served(place: Settings) -> Iterator[Settings]:
    """A site without a worker."""
    with up({**place, "CHECK_WORKER": "0"}):
        yield place


def test_no_header_of_a_proxy_is_believed_where_there_is_none(served: Settings) -> None:
    caller = Caller(int(served["CHECK_PORT"]))
    for path in PATHS:
        expected = caller.sees(path)
        assert expected[0] < 500
        for forged in FORGED:
            assert caller.sees(path, forged) == expected, (path, forged)
    address = re.findall(r"https?://\S+", caller.sees("/code/file")[1])
    assert address == [f"http://127.0.0.1:{served['CHECK_PORT']}/return"]


def test_the_headers_of_a_proxy_that_the_operator_named_are_believed(place: Settings) -> None:
    with up({**place, "CHECK_WORKER": "0", "CHECK_PROXIES": "1"}):
        caller = Caller(int(place["CHECK_PORT"]))
        believed = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "check.example"}
        assert "https://check.example/return" in caller.sees("/code/file", believed)[1]
        for path in PATHS:
            assert caller.sees(path, {"SCRIPT_NAME": "/zz"}) == caller.sees(path)
