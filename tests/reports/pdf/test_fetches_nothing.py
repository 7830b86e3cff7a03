"""A listener on this machine must never hear from a PDF, whatever the text or even the page itself asks for."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reports.pdf.plan import render_plan
from reports.pdf.renderer import print_html
from tests.reports.premises import CAFE, HOSTILE, answers, report


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that would take a connection at once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def heard(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_the_listener_listens(listener: socket.socket) -> None:
    with socket.create_connection(listener.getsockname(), timeout=5):
        assert heard(listener)


def test_what_users_write_fetches_nothing(listener: socket.socket) -> None:
    text = HOSTILE.replace("PORT", str(listener.getsockname()[1]))
    names = {"business_name": text[:200], "premises_name": text[:200], "took_part": text[:200]}
    plan = report({**CAFE, **names}, answers("0", note=text), kind="quick")
    assert render_plan(replace(plan, reference=text)).startswith(b"%PDF")
    assert not heard(listener)


@pytest.mark.parametrize("scheme", ["http", "https", "ftp"])
def test_even_a_page_that_asks_fetches_nothing(listener: socket.socket, scheme: str) -> None:
    url = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/x"
    page = f"""<html lang="en-GB"><head><title>t</title><link rel="stylesheet" href="{url}"><style>@import "{url}";
    @font-face {{ font-family: x; src: url({url}) }} p {{ background: url({url}); font-family: x }}</style></head>
    <body><p>Words</p><img alt="a" src="{url}"><object data="{url}">o</object><embed src="{url}">
    <svg role="img"><title>s</title><image href="{url}"/><use href="{url}#a"/></svg></body></html>"""
    assert print_html(page).startswith(b"%PDF")
    assert not heard(listener)


def test_files_of_this_machine_stay_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.css"
    secret.write_text("p::after { content: 'secretword' }", encoding="utf-8")
    page = (
        f'<html lang="en-GB"><head><title>t</title><link rel="stylesheet" href="{secret.as_uri()}">'
        f'<style>@import "{secret.as_uri()}";</style></head><body><p>Words</p></body></html>'
    )
    same = print_html(page)
    secret.write_text("p { font-size: 40pt }", encoding="utf-8")
    assert print_html(page) == same
