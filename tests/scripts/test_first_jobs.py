"""docs/first-jobs.md shows the first six jobs of every example, and says of each why an adviser would sign it."""

from __future__ import annotations

import re

import pytest

from questions import Bank, load_bank
from scripts.bank_tables import BANK, EXAMPLES
from scripts.first_jobs import TABLE, TARGET, first_jobs, with_tables

TEXT = TARGET.read_text(encoding="utf-8")
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The project's bank."""
    return load_bank(BANK)


def test_the_tables_are_those_of_the_bank(bank: Bank) -> None:
    assert with_tables(bank, EXAMPLES, TEXT) == TEXT, "run: make tables"


def test_every_example_is_shown_once_with_its_reason() -> None:
    shown = [name for found in TABLE.finditer(TEXT) for name in found["names"].split()]
    assert sorted(shown) == NAMES
    reasons = re.findall(r"^\* \*\*([a-z-]+)\*\*: \w", TEXT, re.MULTILINE)
    assert sorted(reasons) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_plan_begins_with_the_post_or_the_papers(bank: Bank, name: str) -> None:
    """What advisers saw at once, and rightly: lockdown at rank 19, and the post at rank 1."""
    jobs = [title.rpartition(" (")[0] for title in first_jobs(bank, EXAMPLES / f"{name}.yaml")]
    late = {job.id: (job.title, job.review_title) for job in bank.jobs if job.id in ("bombs-and-post", "recovery")}
    assert not {title for titles in late.values() for title in titles} & set(jobs[:3])
