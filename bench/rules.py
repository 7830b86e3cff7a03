"""How long the rules take: the path, an evaluation, reading the bank, finding the force of a postcode."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from assessment.answers import CHOICES, Answer
from assessment.evaluation import evaluate
from assessment.path import find_path
from assessment.profile import Profile, read_profile
from bench.table import Row, times
from contacts import Directory, load_postcodes
from questions import Bank, load_bank
from usecases.settings import ROOT

BANK = ROOT / "questions" / "bank"
POSTCODES = ("DE1 2XX", "sw1a1aa", "B45", "GL7 3HA", "EH3 7", "BT1 5GS", "nonsense", "ZZ9 9ZZ", "M1 1AE", "DE1 2")
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
    yield Row("load_bank(): read and check it", reading.text("ms"))
    yield from _postcodes()


def _postcodes() -> Iterator[Row]:
    loading = times(load_postcodes.__wrapped__, 7)
    directory = Directory.load()
    looking = times(lambda: [directory.find(each) for each in POSTCODES], 2000)
    each = [taken / len(POSTCODES) for taken in looking.rounds]
    yield Row("postcode look-up, mixed", type(looking)(each).text("µs"))
    yield Row("load_postcodes(): read the tables", loading.text("ms"))
