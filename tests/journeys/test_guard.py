"""Journeys never pass by not running."""

from __future__ import annotations

import shutil

import pytest

from tests.journeys.conftest import chromium

pytestmark = pytest.mark.journey


def test_without_a_browser_journeys_fail_and_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        chromium()
