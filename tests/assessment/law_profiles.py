"""Profiles for the tests of Martyn's Law: what decides the tier, and nothing else (the Act, sections 2 and 3)."""

from __future__ import annotations

from assessment.law import tier_of
from assessment.profile import Profile, read_profile
from questions import Bank
from questions.conditions import Value

# The 17 heads of Schedule 1, by the number of their paragraph.
USES = {
    "shop": 1,
    "food-drink": 2,
    "entertainment": 3,
    "sports-ground": 4,
    "museum-library": 5,
    "hall": 6,
    "attraction": 7,
    "hotel": 8,
    "worship": 9,
    "health": 10,
    "station": 11,
    "airport": 12,
    "childcare": 13,
    "school": 14,
    "further-education": 15,
    "higher-education": 16,
    "public-authority": 17,
}
ALWAYS_STANDARD = {"worship": 9, "childcare": 13, "school": 14, "further-education": 15}
BY_NUMBER = [use for use in USES if use not in ALWAYS_STANDARD]
# What the profile offers beside the 17 heads. A private training centre counts, if at all, under paragraph 1(c).
PRIVATE_TRAINING = "private-training"
NOT_LISTED = ("office", "industry", "other")
# Uses that Schedule 1 lists only where they are principally for visiting members of the public (paragraphs 1 to 3, 5,
# 6 and 17); the wording of the others asks for no visitors.
FOR_VISITORS = ("shop", "food-drink", "entertainment", "museum-library", "hall", "public-authority")
CLOSED_IS_OUT = tuple(use for use in (*FOR_VISITORS, PRIVATE_TRAINING) if use != "hall")
WITHOUT_VISITORS = tuple(use for use in USES if use not in FOR_VISITORS)

LIMITS = (1, 199, 200, 799, 800, 5000)


def premises(**changes: Value) -> dict[str, Value]:
    """A shop in a building of its own, open to all, with 300 people: in the standard tier unless changed.

    A part of a building is in no larger place that people visit, unless changed.
    """
    inside: dict[str, Value] = {"inside": "none"} if changes.get("setting") == "part-of-building" else {}
    return {
        "setting": "building",
        "use": "shop",
        "public": "open",
        "people": 300,
        "entry_checks": False,
        "excluded_site": "neither",
        **inside,
        **changes,
    }


def event(**changes: Value) -> dict[str, Value]:
    """A ticketed event for 1,000 people at an ordinary site: qualifying unless changed."""
    return {
        "setting": "event",
        "use": "entertainment",
        "public": "open",
        "people": 1000,
        "entry_checks": True,
        "event_site": "ordinary",
        **changes,
    }


def read(bank: Bank, raw: dict[str, Value]) -> Profile:
    """The profile as the service reads it: what is not asked is left out; every value must be valid."""
    profile, problems = read_profile(bank, raw, only=frozenset())
    assert problems == ()
    return profile


def tier_and_section(bank: Bank, raw: dict[str, Value]) -> tuple[str | None, str | None]:
    """The tier of a profile, and the section behind the step that settled it."""
    assert bank.law
    tier, taken = tier_of(bank.law, bank.law_tests, read(bank, raw))
    sections = {step.id: step.section for step in bank.law.steps}
    settled = [sections[step.id] for step in taken if step.met]
    return tier, settled[-1] if settled else None
