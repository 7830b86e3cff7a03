"""The project's own bank, and a small one, read once."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from questions import Bank, load_bank
from tests.questions.folders import PROJECT, SMALL

# A busy machine must not fail a property that holds.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Fewer examples for `make test-fast`; ./test and CI try them all.
settings.register_profile("fast", settings.get_profile("unhurried"), max_examples=20)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))


@pytest.fixture(scope="session")
def project_bank() -> Bank:
    """The bank that the service asks."""
    return load_bank(PROJECT)


@pytest.fixture(scope="session")
def small() -> Bank:
    """Three questions in three areas, with a law."""
    return load_bank(SMALL)
