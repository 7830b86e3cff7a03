"""flask card: what it prints, and what it says where a card, an option or a link is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reports.opened import Opened
from usecases.settings import ROOT

LINK = "https://check.example.org/join"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run-hide-tell"], "Run, Hide, Tell"),
        (["poster", "--link", LINK, "--title", "Take the <b>check</b>"], "Take the <b>check</b>"),
        (["poster", "--link", LINK], "Take the staff check"),
        (["who-to-call", "--postcode", "de12xx"], "Derbyshire Constabulary"),
        (["who-to-call", "--postcode", "B45", "--force", "west-mercia"], "West Mercia Police"),
        (["who-to-call"], "Call 101 and ask for the Counter Terrorism Security Adviser"),
    ],
)
def test_a_card_is_printed(run: Run, words: list[str], said: str) -> None:
    printed = run("card", *words, "--size", "a5", "--pdf", "-")
    opened = Opened(printed.raw)
    assert (printed.code, printed.err) == (0, "")
    assert opened.holds(said)
    assert float(opened.reader.pages[0].mediabox.width) == pytest.approx(420, abs=1)


def test_a_file_is_written_and_an_open_force_is_named(run: Run, tmp_path: Path) -> None:
    said = run("card", "who-to-call", "--postcode", "B45", "--pdf", tmp_path / "card.pdf")
    assert said.code == 0
    assert said.out == f"Who to call: {tmp_path / 'card.pdf'}\n"
    assert said.err == "B45 leaves the police force open; add --force west-midlands or --force west-mercia.\n"
    assert Opened((tmp_path / "card.pdf").read_bytes()).holds("Call 101")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["postr"], 1, "did you mean poster?"),
        (["tea"], 1, "known: run-hide-tell, suspicious-item, what-to-notice, bomb-threat, who-to-call, poster"),
        (["who-to-call", "--postcode", "nonsense"], 1, "--postcode: enter a UK postcode"),
        (["who-to-call", "--force", "derbyshir"], 1, "did you mean derbyshire?"),
        (["poster"], 2, "A poster needs --link"),
        (["poster", "--link", "javascript:alert(1)"], 1, "--link: enter the whole link"),
        (["poster", "--link", LINK, "--title", "x" * 61], 1, "--title: use 60 characters or fewer"),
        (["poster", "--link", LINK, "--postcode", "DE1 2XX"], 2, "poster takes no --postcode"),
        (["run-hide-tell", "--link", LINK, "--force", "derbyshire"], 2, "takes no --force and no --link"),
        (["run-hide-tell", "--size", "a3"], 2, "--size"),
    ],
)
def test_a_wrong_call_writes_nothing(refused: Run, tmp_path: Path, words: list[str], code: int, message: str) -> None:
    said = refused("card", *words, "--pdf", tmp_path / "card.pdf", code=code)
    assert message in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_bank_without_cards_and_a_folder_that_is_not_there(refused: Run, tmp_path: Path) -> None:
    bank = ROOT / "tests" / "banks" / "lone-working"
    assert "no cards" in refused("card", "poster", "--link", LINK, "--pdf", tmp_path / "x.pdf", CHECK_BANK=bank).err
    assert "there is no folder" in refused("card", "run-hide-tell", "--pdf", tmp_path / "no" / "x.pdf").err
