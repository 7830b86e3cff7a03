"""A question that need not apply to the place of `tests.person`: its profile decides where that is offered."""

from __future__ import annotations

from assessment.path import find_path
from assessment.profile import read_profile
from questions import Bank
from tests.person import PROFILE


def inapplicable(bank: Bank) -> tuple[str, int, str]:
    """The first such question of its path: area, page and id."""
    said = {name: value for page in PROFILE.values() for name, value in page.items()}
    profile, _ = read_profile(bank, said)
    question = next(each for each in find_path(bank, profile, {}) if each.not_applicable)
    area, number = bank.place_of[question.id]
    return area.id, number, question.id
