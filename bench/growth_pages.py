"""Pages of places all over a store that grows, as one process of the site answers them, without the network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from app import serve
from assessment.navigation import steps_of
from assessment.path import find_path
from bench.faults.visitor import hidden
from bench.owner import OWNER, cookie_of
from bench.rules import large_place
from usecases.services import Services
from usecases.settings import read_settings
from usecases.workspaces import replace_code


@dataclass(frozen=True, slots=True)
class _Owner:
    cookie: str
    address: str
    fields: tuple[str, ...]


class Owners:
    """Owners of some places, who are signed in; their site is open until it is closed."""

    def __init__(self, settings: Mapping[str, str], ids: list[str]) -> None:
        with _site(settings) as site:
            self._owners = [_owner(site, one) for one in ids]
        # Opened again: what was read to let them in would not have to be read once more.
        self._closing = ExitStack()
        self._site = self._closing.enter_context(_site(settings))

    def measured(self, some: slice) -> Iterator[tuple[str, list[float]]]:
        """Some of them open their first page of questions, and save it with other answers: the seconds of each."""
        taken = [_open_and_save(self._site, owner) for owner in self._owners[some]]
        yield "open a page of questions", [opened for opened, _ in taken]
        yield "save a page of questions", [saved for _, saved in taken]

    def close(self) -> None:
        """Let go of the store."""
        self._closing.close()


@contextmanager
def _site(settings: Mapping[str, str]) -> Iterator[Flask]:
    site = serve(read_settings(settings))
    yield site
    services: Services = site.extensions["services"]
    services.store.close()


def _owner(site: Flask, one: str) -> _Owner:
    services: Services = site.extensions["services"]
    client, bank = site.test_client(), services.bank
    with client.session_transaction() as session:
        session[OWNER] = replace_code(services, one)
    step = steps_of(bank, find_path(bank, *large_place(bank)))[0]
    address = f"/assessments/{one}/areas/{step.area.id}/{step.number}"
    client.get(address)  # their session holds a token for forms from here on
    return _Owner(cookie_of(client), address, tuple(f"choice-{each.id}" for each in step.questions))


def _open_and_save(site: Flask, owner: _Owner) -> tuple[float, float]:
    page, opened = _ask(site, owner, HTTPStatus.OK)
    _, saved = _ask(site, owner, HTTPStatus.FOUND, hidden(page) | dict.fromkeys(owner.fields, "dont-know"))
    return opened, saved


def _ask(site: Flask, owner: _Owner, expected: int, form: Mapping[str, str] | None = None) -> tuple[str, float]:
    """The page, and the seconds that it took."""
    method = "GET" if form is None else "POST"
    environ = create_environ(owner.address, method=method, data=form, headers={"Cookie": owner.cookie})
    begun = perf_counter()
    parts, status, _ = run_wsgi_app(site, environ)
    page = b"".join(parts).decode()
    taken = perf_counter() - begun
    if int(status.split()[0]) != expected:
        raise SystemExit(f"bench: {method} {owner.address} was answered {status}")
    return page, taken
