"""Checks the staff check: areas and sources that exist, and four different options."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.references import unknown_sources
from questions.model import Bank
from questions.problems import Finding


def check_staff_check(bank: Bank) -> Iterator[Finding]:
    """Topics name known areas; items have different options and known sources."""
    for t, topic in enumerate(bank.staff_check):
        for area in topic.areas:
            if area not in bank.area_by_id:
                yield ("staff_check", t, "areas"), f"there is no area {area!r}"
        for i, item in enumerate(topic.items):
            place = ("staff_check", t, "items", i)
            if len({option.casefold() for option in item.options}) < len(item.options):
                yield (*place, "options"), "two options are the same; write four different ones"
            yield from unknown_sources(bank, (*place, "sources"), item.sources)
        if topic.talk:
            yield from unknown_sources(bank, ("staff_check", t, "talk", "sources"), topic.talk.sources)
