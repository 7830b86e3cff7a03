"""What the tests of the pages look into beside the pages: the parts behind the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from questions import Bank
from web.jobs import print_order
from web.services import Services


@pytest.fixture
def parts(site: Flask) -> Services:
    """The parts that the site works with."""
    found: Services = site.extensions["services"]
    return found


@pytest.fixture
def bank(parts: Services) -> Bank:
    """The bank that the site asks from."""
    return parts.bank


@pytest.fixture
def faults_expected(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers of 500 and more pass; without this they fail any test."""
    monkeypatch.setitem(site.config, "FAULTS_EXPECTED", True)


@pytest.fixture
def prints_all(parts: Services, asked_to_print: list[str]) -> Callable[[], None]:
    """Prints in this process what was asked for so far, as the worker would."""

    def prints() -> None:
        while asked_to_print:
            print_order(parts, asked_to_print.pop(0))

    return prints
