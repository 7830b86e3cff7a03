"""What the tests of the advisers' pages share: people of a force, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.web.advisers.officer import Officer
from usecases.services import Services


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser, signed in."""
    return Officer(site).joins()


@pytest.fixture
def administrator(site: Flask) -> Officer:
    """An administrator of the same force, signed in."""
    return Officer(site).joins(role="administrator", name="Alex Moor")


@pytest.fixture
def later(services: Services, monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock on, from where it is now."""

    def move(ahead: timedelta) -> None:
        moment = services.now() + ahead
        monkeypatch.setattr(Services, "now", lambda _: moment)

    return move
