"""The faults of `bench.faults` are tried, on a small scale: they would say so if anything were lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.faults import damage as damage_fault
from bench.faults.kill import kill
from bench.faults.service import services_in
from bench.faults.visitor import hidden, lost, make_visitors


def test_a_kill_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert kill(rounds=1) == []
    assert "1 kills" in capsys.readouterr().out


def test_flipped_bits_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage_fault, "FLIPS", 3)
    assert damage_fault.damage() == []


def test_a_save_that_was_told_and_is_not_there_is_lost(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    (visitor,) = visitors = make_visitors(services, 1)
    assert lost(services, visitors) == []
    visitor.tried = visitor.told = 3
    assert lost(services, visitors) == [f"{visitor.assessment_id}: told 3, tried 3, kept 0"]
    services.store.close()


def test_the_hidden_fields_of_a_form_are_found() -> None:
    fields = ('type="hidden" name="csrf_token" value="a"', 'name="x" value="b"', 'value="c" type="hidden" name="d"')
    page = "".join(f"<input {field}>" for field in fields)
    assert hidden(page) == {"csrf_token": "a", "d": "c"}
