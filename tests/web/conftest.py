"""What the tests of the pages look into beside the pages: the services behind the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from printing.print_queue import print_order
from printing.print_service import PrintService
from questions import Bank
from usecases.services import Services


@pytest.fixture
def services(site: Flask) -> Services:
    """The services that the site works with."""
    found: Services = site.extensions["services"]
    return found


@pytest.fixture
def printing(site: Flask) -> PrintService:
    """The printing that the site works with."""
    found: PrintService = site.extensions["printing"]
    return found


@pytest.fixture
def bank(services: Services) -> Bank:
    """The bank that the site asks from."""
    return services.bank


@pytest.fixture
def faults_expected(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers of 500 and more pass; without this they fail any test."""
    monkeypatch.setitem(site.config, "FAULTS_EXPECTED", True)


@pytest.fixture
def prints_all(printing: PrintService, asked_to_print: list[str]) -> Callable[[], None]:
    """Prints in this process what was asked for so far, as the worker would."""

    def prints() -> None:
        while asked_to_print:
            print_order(printing, asked_to_print.pop(0))

    return prints
