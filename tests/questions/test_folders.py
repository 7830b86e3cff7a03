"""Every small bank: the valid ones load whole, the invalid ones give exactly the problems that they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions import BankError, load_bank
from tests.questions.folders import BANKS, INVALID, SMALL, VALID, expected, laid_over_small


def test_there_are_banks_to_test() -> None:
    assert {"small", "least", "shapes"} <= set(VALID)
    assert len(INVALID) >= 90


@pytest.mark.parametrize("name", VALID)
def test_valid_bank_loads_in_order(name: str) -> None:
    bank = load_bank(BANKS / "valid" / name)
    places = [
        f"{area.id} / {page.title} / {question.id}\n"
        for area in bank.areas
        for page in area.pages
        for question in page.questions
    ]
    assert "".join(places) == expected(BANKS / "valid" / name)


@pytest.mark.parametrize("name", INVALID)
def test_invalid_bank_gives_exactly_its_problems(name: str, tmp_path: Path) -> None:
    folder = BANKS / "invalid" / name
    assert expected(folder).strip(), f"{name} expects no problem"
    with pytest.raises(BankError) as raised:
        load_bank(laid_over_small(folder, tmp_path))
    assert "".join(f"{problem}\n" for problem in raised.value.problems) == expected(folder)
    assert str(raised.value) == expected(folder).rstrip("\n")


@pytest.mark.parametrize("name", INVALID)
def test_overlay_differs_from_the_small_bank(name: str) -> None:
    """An overlay file that is the same as the one below it would hide that the test tests nothing."""
    folder = BANKS / "invalid" / name
    files = [path for path in folder.iterdir() if path.name not in ("expected.txt", "removed.txt")]
    assert files or (folder / "removed.txt").exists()
    for path in files:
        below = SMALL / path.name
        if path.name == "jobs.yaml":  # the small bank does without
            continue
        assert below.exists(), f"{path.name} is not a file of the small bank"
        assert path.read_bytes() != below.read_bytes()
