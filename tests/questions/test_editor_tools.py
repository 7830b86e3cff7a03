"""Without the editors' packages everything else is still checked."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from questions import Bank
from questions.editor_tools import INSTALL, TOOLS, not_checked
from questions.style import Forbidden, Style, check_style

TODAY = date(2026, 11, 22)
STYLE = Style(most_words=5, question_grade=4, help_grade=4, forbidden=(Forbidden(pattern="horrid", instead="be kind"),))
WITHOUT = {
    ("codespell_lib",): "Not checked: spelling, because codespell is not installed. ",
    ("pyphen",): "Not checked: reading ages, because pyphen is not installed. ",
    (
        "codespell_lib",
        "pyphen",
    ): "Not checked: spelling and reading ages, because codespell and pyphen are not installed. ",
}


def _messages(bank: Bank) -> str:
    raw: dict[str, Any] = json.loads(bank.document)
    question = raw["areas"][0]["pages"][0]["questions"][0]
    question["ask"] = "Is the horrid color of the undoubtedly magnificent internationalisation right?"
    question["review_by"] = "2020-01-01"
    return "\n".join(message for _, message in check_style(Bank.model_validate(raw), STYLE, TODAY))


def test_with_everything_all_is_checked(small: Bank) -> None:
    said = _messages(small)
    assert not_checked() is None
    for part in ("use 5 or fewer", "horrid", "to be reviewed by", "is not UK spelling", "reads at grade"):
        assert part in said


@pytest.mark.parametrize("missing", WITHOUT, ids="+".join)
def test_without_a_package_the_rest_is_checked(
    small: Bank, monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]
) -> None:
    for module in missing:
        monkeypatch.setitem(sys.modules, module, None)
    said = _messages(small)
    for part in ("use 5 or fewer", "horrid", "to be reviewed by"):
        assert part in said
    assert ("is not UK spelling" in said) is ("codespell_lib" not in missing)
    assert ("reads at grade" in said) is ("pyphen" not in missing)
    assert not_checked() == f"{WITHOUT[missing]}Install with: {INSTALL}"


def test_serving_a_bank_imports_no_tool_of_editors() -> None:
    program = f"import sys, questions.reader; sys.exit(any(name in sys.modules for name in {sorted(TOOLS)!r}))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
