"""Checks the national levels: everything that they refer to exists."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.references import unknown_sources
from questions.model import Bank
from questions.problems import Finding
from questions.roles import option_titles


def check_levels(bank: Bank) -> Iterator[Finding]:
    """The area, the responses and the sources that the levels name do exist."""
    levels = bank.levels
    if levels is None:
        return
    if levels.area not in bank.area_by_id:
        yield ("levels", "area"), f"there is no area {levels.area!r}"
    responses = {response.id for response in levels.responses}
    for i, level in enumerate(levels.levels):
        if level.response not in responses:
            yield ("levels", "levels", i, "response"), f"there is no response {level.response!r}"
    nations = option_titles(bank.profile, bank.roles.nation)
    for i, own in enumerate(levels.nations):
        if own.nation not in nations:
            yield ("levels", "nations", i, "nation"), f"the profile knows no nation {own.nation!r}"
    yield from unknown_sources(bank, ("levels", "sources"), levels.sources)
