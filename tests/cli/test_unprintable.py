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


def test_words_of_a_poster_and_the_name_of_a_contact_are_named(run: Run, tmp_path: Path) -> None:
    link = ("--link", "https://example.org")
    said = run("card", "poster", *link, "--title", "Mill ᠮ", "--line", "ꦗ", "--pdf", tmp_path / "card.pdf")
    assert said.code == 0
    assert said.err.splitlines() == [
        "--title: Our fonts cannot print ᠮ. PDFs show a box (□) instead.",
        "--line: Our fonts cannot print ꦗ. PDFs show a box (□) instead.",
    ]
    contacts = tmp_path / "contacts.csv"
    head = "force_id,team,email,phone,page,hours,checked_on,checked_by,lead"
    contacts.write_text(f"{head}\nderbyshire,Team ᠮ,a@force.example,101,,,2026-11-20,Bea,\n", encoding="utf-8")
    said = run("card", "who-to-call", "--postcode", "DE1 2XX", "--pdf", tmp_path / "c.pdf", CHECK_CONTACTS=contacts)
    assert said.err == "contact of derbyshire: Our fonts cannot print ᠮ. PDFs show a box (□) instead.\n"
