"""A place with a staff check, and staff who take it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from questions import Bank
from tests.web.staff.respondent import Clock, Owner, Respondent


@pytest.fixture
def clock(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the site."""
    return Clock(monkeypatch)


@pytest.fixture
def owner(site: Flask, clock: Clock) -> Owner:
    """Somebody who runs a place."""
    return Owner(site)


@pytest.fixture
def somebody(site: Flask, bank: Bank, clock: Clock) -> Callable[[str], Respondent]:
    """Makes people with the link of a check."""
    return lambda link: Respondent(site, link, bank, clock)
