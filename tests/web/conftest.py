"""What the tests of the pages look into beside the pages: the parts behind the site."""

from __future__ import annotations

import pytest
from flask import Flask

from questions import Bank
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
