"""A bank with all that one can have (staff check, levels, style): whole, and each rule broken alone.

`full-invalid` holds overlays over `valid/full` that no reader takes; those in `full-unstyled` load, and only the
editor's check refuses them.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from questions import Bank, BankError, load_bank
from questions.reader import check_folder
from tests.questions import test_frozen
from tests.questions.folders import BANKS, expected

FULL = BANKS / "valid" / "full"
TODAY = date(2026, 11, 22)
INVALID = tuple(sorted(path.name for path in (BANKS / "full-invalid").glob("*/")))
UNSTYLED = tuple(sorted(path.name for path in (BANKS / "full-unstyled").glob("*/")))


@pytest.fixture(scope="module")
def full() -> Bank:
    """Three questions, with everything that a bank can have beside them."""
    return load_bank(FULL)


def laid_over_full(folder: Path, target: Path) -> Path:
    """Copy the full bank and lay an overlay's files over it."""
    bank = Path(shutil.copytree(FULL, target / "bank"))
    shutil.copytree(folder, bank, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return bank


def refused(error: BankError) -> str:
    """The problems as the expected text has them."""
    return "".join(f"{problem}\n" for problem in error.problems)


def test_there_are_banks_to_test() -> None:
    assert len(INVALID) >= 25
    assert len(UNSTYLED) >= 14


def test_the_full_bank_is_read_whole(full: Bank) -> None:
    assert [(topic.id, [item.id for item in topic.items]) for topic in full.staff_check] == [
        ("door-drill", ["which-door"]),
        ("fire-drill", ["smoke-seen", "smoke-gone"]),
    ]
    assert full.staff_check[1].items[0].options[full.staff_check[1].items[0].right - 1] == "Go out and call"
    assert full.levels is not None
    assert [(level.id, level.response) for level in full.levels.levels] == [("low", "normal"), ("high", "extra")]
    assert full.cards is not None
    assert full.what_to_notice is not None
    assert [section.id for section in full.what_to_notice.sections] == ["look", "examples"]
    assert full.strategy is not None
    assert [(strand.id, strand.areas) for strand in full.strategy.strands] == [
        ("keep", ("doors", "vehicles")),
        ("tell", ("staff", "doors")),
    ]
    assert [card.id for card in full.cards.all] == ["fire", "threat", "numbers", "poster"]
    assert full.retired == ("old-doors", "old-locks")
    assert full.start.example == ("locked-doors",)
    assert full.adviser is not None
    assert len(full.to_verify) == 1
    assert check_folder(FULL, TODAY) == full


def test_the_style_is_not_content(full: Bank, tmp_path: Path) -> None:
    """How a bank is written does not change what it asks, so it makes no other version."""
    bank = Path(shutil.copytree(FULL, tmp_path / "bank"))
    (bank / "style.yaml").write_text("not: [a style")
    assert load_bank(bank).version == full.version
    (bank / "style.yaml").unlink()
    assert check_folder(bank, TODAY) == full


def test_the_staff_check_the_levels_and_the_public_page_are_content(full: Bank, tmp_path: Path) -> None:
    versions = {full.version}
    for name in ("what-to-notice.yaml", "levels.yaml", "staff-check/02-fire.yaml", "staff-check/01-doors.yaml"):
        bank = Path(shutil.copytree(FULL, tmp_path / name.replace("/", "-")))
        (bank / name).unlink()
        versions.add(load_bank(bank).version)
    assert len(versions) == 5


def test_the_cards_are_content(full: Bank, tmp_path: Path) -> None:
    bank = Path(shutil.copytree(FULL, tmp_path / "bank"))
    (bank / "what-to-notice.yaml").unlink()  # it names a card
    version = load_bank(bank).version
    (bank / "cards.yaml").unlink()
    assert load_bank(bank).version not in (version, full.version)


def test_frozen_to_the_bottom(full: Bank) -> None:
    test_frozen.test_everything_inside_is_of_a_frozen_kind(full)
    test_frozen.test_setting_any_field_fails(full)
    test_frozen.test_mappings_take_no_items(full)


def test_round_trip(full: Bank) -> None:
    back = Bank.model_validate(json.loads(full.document))
    assert (back, back.version) == (full, full.version)


@pytest.mark.parametrize("name", INVALID)
def test_invalid_bank_gives_exactly_its_problems(name: str, tmp_path: Path) -> None:
    folder = BANKS / "full-invalid" / name
    assert expected(folder).strip(), f"{name} expects no problem"
    bank = laid_over_full(folder, tmp_path)
    with pytest.raises(BankError) as raised:
        load_bank(bank)
    assert refused(raised.value) == expected(folder)
    with pytest.raises(BankError) as again:
        check_folder(bank, TODAY)
    assert refused(again.value) == expected(folder), "style is looked at only where the bank is sound"


@pytest.mark.parametrize("name", UNSTYLED)
def test_unstyled_bank_is_usable_and_gives_exactly_its_problems(name: str, tmp_path: Path) -> None:
    folder = BANKS / "full-unstyled" / name
    assert expected(folder).strip(), f"{name} expects no problem"
    bank = laid_over_full(folder, tmp_path)
    load_bank(bank)
    with pytest.raises(BankError) as raised:
        check_folder(bank, TODAY)
    assert refused(raised.value) == expected(folder)


@pytest.mark.parametrize(("day", "problems"), [(date(2027, 11, 22), 0), (date(2027, 11, 23), 12)])
def test_a_review_is_past_from_the_next_day_on(day: date, problems: int) -> None:
    if not problems:
        check_folder(FULL, day)
        return
    with pytest.raises(BankError) as raised:
        check_folder(FULL, day)
    assert len(raised.value.problems) == problems
    assert all("was to be reviewed by 2027-11-22" in problem.message for problem in raised.value.problems)


@pytest.mark.parametrize("kind", ["full-invalid", "full-unstyled"])
def test_overlays_differ_from_the_full_bank(kind: str) -> None:
    for folder in (BANKS / kind).glob("*/"):
        files = [path for path in folder.rglob("*.yaml") if path.is_file()]
        assert files, folder.name
        for path in files:
            assert path.read_bytes() != (FULL / path.relative_to(folder)).read_bytes(), path
