"""How long the rules take: the path, an evaluation, the best set, reading the bank, finding the force of a postcode."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import cycle, product

from assessment.answers import CHOICES, Answer, choice_of
from assessment.best_set import best_set
from assessment.evaluation import evaluate
from assessment.path import find_path
from assessment.profile import Profile, read_profile
from assessment.result import Result
from bench.table import Row, times
from contacts import Directory, load_postcodes
from questions import Bank, load_bank
from questions.scale import TESTED
from usecases.settings import ROOT

BANK = ROOT / "questions" / "bank"
POSTCODES = ("DE1 2XX", "sw1a1aa", "B45", "GL7 3HA", "EH3 7", "BT1 5GS", "nonsense", "ZZ9 9ZZ", "M1 1AE", "DE1 2")
# What the best set is measured with: so many actions, and every pair of these budgets.
ACTIONS, BEST_SET_AIM = 120, 0.1  # seconds
DAYS = (0, 1, 3, 10, 30, 60, 100, 150, 200, 250, 300, 350, 400)
POUNDS = (0, 100, 900, 5_000, 14_500, 42_900, 70_000, 107_000, 152_300, 192_800, 228_300, 300_000, 1_000_000)
# A place to which as much as possible applies: it is large, and everything is ticked.
LARGE = {
    "business_name": "Everything at once",
    "postcode": "DE1",
    "setting": "part-of-building",
    "inside": "none",
    "use": "entertainment",
    "public": "open",
    "people": 5000,
    "staff": 400,
    "entry_checks": True,
    "excluded_site": "neither",
    "tenure": "tenant",
}


def large_place(bank: Bank) -> tuple[Profile, dict[str, Answer]]:
    """A profile that is asked as much as possible, and an answer of every kind in turn to every question."""
    fields = [field for page in bank.profile for field in page.fields if field.kind == "choices"]
    ticked = {field.id: [each.id for each in field.options if not each.alone] for field in fields}
    profile, problems = read_profile(bank, {**LARGE, **ticked})
    if problems:
        raise SystemExit(f"bench: the bank's profile has changed: {problems[0]}")
    choices = cycle(choice for choice in CHOICES if choice != "not-applicable")
    return profile, {question.id: Answer(choice) for question, choice in zip(bank.questions, choices, strict=False)}


def rules() -> Iterator[Row]:
    """Measure, row by row."""
    reading = times(lambda: load_bank(BANK), 7)
    bank = load_bank(BANK)
    profile, answers = large_place(bank)
    asked = len(find_path(bank, profile, answers))
    full = times(lambda: evaluate(bank, profile, answers), 1000)
    whole = f"evaluate(), {asked} of {len(bank.questions)} questions asked"
    yield Row(whole, full.text("ms"), "under 1 ms", full.median < 0.001)
    path = times(lambda: find_path(bank, profile, answers), 2000)
    yield Row("find_path(), part of it", path.text("ms"))
    yield from _best_sets(bank, profile)
    yield Row("load_bank(): read and check it", reading.text("ms"))
    yield from _postcodes()


def _best_sets(bank: Bank, profile: Profile) -> Iterator[Row]:
    """The slowest of many budgets: of the bank as it is, and of actions of every effort and cost alike."""
    gaps = {
        question.id: Answer(choice_of(level))
        for question, level in zip(bank.questions[:ACTIONS], cycle(range(TESTED)), strict=False)
    }
    mixed, hard = _evenly(bank, random.Random(8), None), _evenly(bank, random.Random(8), "important")
    for name, each in (("as in the bank", bank), ("all efforts and costs", mixed), ("and none essential", hard)):
        result = evaluate(each, profile, gaps)
        taken = [(_best_set_takes(each, result, budget), budget) for budget in product(DAYS, POUNDS)]
        slowest, (days, pounds) = max(taken)
        text = f"{1000 * slowest:.1f} ms, slowest of {len(taken)} budgets ({days} days, £{pounds:,})"
        yield Row(f"best_set(), {len(result.actions)} actions {name}", text, "under 100 ms", slowest < BEST_SET_AIM)


def _best_set_takes(bank: Bank, result: Result, budget: tuple[int, int]) -> float:
    return times(lambda: best_set(bank, result, *budget), 3).median


def _evenly(bank: Bank, chance: random.Random, importance: str | None) -> Bank:
    """The bank with each effort and cost as likely as the other, no conditions, and where given one importance."""
    raw = json.loads(bank.document)
    efforts, costs = list(bank.scoring.hours), list(bank.scoring.pounds)
    for question in (question for area in raw["areas"] for page in area["pages"] for question in page["questions"]):
        question.pop("when", None)
        question["importance"] = importance or question["importance"]
        for action in (question["action"], question["review"]):
            action |= {"effort": chance.choice(efforts), "cost": chance.choice(costs)}
    return Bank.model_validate(raw)


def _postcodes() -> Iterator[Row]:
    loading = times(load_postcodes.__wrapped__, 7)
    directory = Directory.load()
    looking = times(lambda: [directory.find(each) for each in POSTCODES], 2000)
    each = [taken / len(POSTCODES) for taken in looking.rounds]
    yield Row("postcode look-up, mixed", type(looking)(each).text("µs"))
    yield Row("load_postcodes(): read the tables", loading.text("ms"))
