"""What the print fonts lack is named on the command line, in one line, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run


def test_what_cannot_be_printed_is_named_in_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pdf.plan.render_plan", lambda _report: b"%PDF-1.7 fake")
    source = tmp_path / "cafe.yaml"
    text = (
        (EXAMPLES / "cafe.yaml").read_text(encoding="utf-8").replace("The Copper Kettle", "The Copper ᠮ 茶館 Kettle", 1)
    )
    source.write_text(text, encoding="utf-8")
    said = run("plan", source, "--pdf", tmp_path / "plan.pdf")
    assert said.code == 0
    assert said.err == f"{source}: Our fonts cannot print ᠮ. PDFs show a box (□) instead.\n"
    assert run("plan", source, "--json", tmp_path / "plan.json").err == ""
