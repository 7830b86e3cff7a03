"""What the tests of this room share."""

from __future__ import annotations

from datetime import date

import pytest

from contacts import Directory

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory.load(today=TODAY)
