"""Writes the tables of docs/first-jobs.md: the first six jobs of each example place, side by side (make tables)."""

from __future__ import annotations

import re
from pathlib import Path

from assessment.evaluation import evaluate
from cli.plan_file import read_plan_input
from questions import Bank, load_bank
from scripts.bank_tables import BANK, EXAMPLES
from usecases.settings import ROOT

TARGET = ROOT / "docs" / "first-jobs.md"
# A table and the line above it that names its places.
TABLE = re.compile(r"<!-- (?P<names>[a-z -]+) -->\n(?:\|.*\n)*")


def main() -> None:
    """Write the file, and say so."""
    TARGET.write_text(with_tables(load_bank(BANK), EXAMPLES, TARGET.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} written")


def with_tables(bank: Bank, examples: Path, text: str) -> str:
    """The text with each table made again from the places that the line above it names."""
    return TABLE.sub(
        lambda found: found[0].split("\n")[0] + "\n" + _table(bank, examples, found["names"].split()), text
    )


def first_jobs(bank: Bank, path: Path) -> list[str]:
    """The titles of the jobs that open the plan of a place, each with its class."""
    given = read_plan_input(bank, path)
    result = evaluate(bank, given.profile, given.answers, given.kind)
    titles = {each.id: each.title.lower() for each in bank.scoring.classes}
    return [f"{job.title} ({titles[job.class_id]})" for job in result.jobs[: bank.scoring.first_actions]]


def _table(bank: Bank, examples: Path, names: list[str]) -> str:
    columns = [first_jobs(bank, examples / f"{name}.yaml") for name in names]
    rows = [["", *names], ["---"] * (len(names) + 1)]
    for rank in range(bank.scoring.first_actions):
        rows.append([str(rank + 1), *(column[rank] if rank < len(column) else "" for column in columns)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()
