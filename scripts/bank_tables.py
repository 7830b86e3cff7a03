"""Writes docs/bank.md: what the project's bank holds, in tables, and what each example place is asked (make tables)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assessment.evaluation import evaluate
from assessment.path import find_path
from assessment.profile import fields_of
from cli.plan_file import read_plan_input
from questions import Bank, Question, load_bank
from usecases.settings import ROOT

TARGET = ROOT / "docs" / "bank.md"
BANK = ROOT / "questions" / "bank"
EXAMPLES = ROOT / "examples"

Cell = str | int


@dataclass(frozen=True, slots=True)
class Place:
    """What an example place is asked, by question ids: before any answer, and with the answers that it gave.

    `numbers` are those of its profile, in the order of the fields.
    """

    name: str
    numbers: tuple[int, ...]
    tier: str
    quick: tuple[str, ...]
    full: tuple[str, ...]
    with_answers: tuple[str, ...]


def main() -> None:
    """Write the file, and say so."""
    TARGET.write_text(bank_tables(load_bank(BANK), EXAMPLES), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} written")


def bank_tables(bank: Bank, examples: Path) -> str:
    """Give the whole text."""
    parts: Iterable[tuple[str, str, Iterable[str]]] = (
        ("Questions by area", "", _areas(bank)),
        ("What each example place is asked", _PLACES, _places(bank, examples)),
        ("Threats and stages", _MATRIX, _matrix(bank)),
        ("Duties, with the questions that bear on them", _DUTIES, _duties(bank)),
        ("Questions, with the duties that they bear on", "", _duties_of_questions(bank)),
        ("Staff check", "", _staff_check(bank)),
        ("Sources", _SOURCES, _sources(bank)),
        ("Still to be verified", "", _to_verify(bank)),
    )
    lines = [
        "# The question bank in tables",
        "",
        "Written by `make tables` from `questions/bank/` and `examples/`; never edited by hand.",
        f"Release {bank.release}: {len(bank.questions)} questions in {len(bank.areas)} areas.",
    ]
    for title, words, body in parts:
        lines += ["", f"## {title}", "", *([words, ""] if words else []), *body]
    return "\n".join(lines) + "\n"


_PLACES = "From the profiles in `examples/`. Some questions follow from an answer, so a path may grow on the way."
_MATRIX = "How many questions bear on each kind of attack at each stage. A question may bear on several."
_SOURCES = "How many questions and staff check items cite each. With none, it backs the law, the levels or a card."
_DUTIES = "A question that bears on a duty prompts; no answer shows that a duty is met."


def example_places(bank: Bank, examples: Path) -> Iterator[Place]:
    """Every example place, by name, with what it is asked."""
    for path in sorted(examples.glob("*.yaml")):
        given = read_plan_input(bank, path)
        asked = partial(find_path, bank, given.profile)
        result = evaluate(bank, given.profile, given.answers)
        yield Place(
            name=path.stem,
            numbers=tuple(_number(given.profile.get(field_id)) for field_id in _number_fields(bank)),
            tier=(result.verdict and result.verdict.tier) or "",
            quick=_ids(asked({}, "quick")),
            full=_ids(asked({})),
            with_answers=result.path,
        )


def _number_fields(bank: Bank) -> list[str]:
    return [field.id for field in fields_of(bank) if field.kind == "number"]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _ids(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(question.id for question in questions)


def _areas(bank: Bank) -> Iterator[str]:
    weights = tuple(bank.scoring.weights)
    rows: list[list[Cell]] = []
    for area in bank.areas:
        counts = Counter(question.importance for question in area.questions)
        rows.append([area.title, *(counts[each] for each in weights), len(area.questions)])
    counts = Counter(question.importance for question in bank.questions)
    rows.append(["**All**", *(counts[each] for each in weights), len(bank.questions)])
    yield from _table(["area", *weights, "all"], rows)


def _places(bank: Bank, examples: Path) -> Iterator[str]:
    tiers = {tier.id: tier.title for tier in bank.law.tiers} if bank.law else {}
    head = ["place", *_number_fields(bank), "tier", "quick", "full", "full, with its answers"]
    rows: list[list[Cell]] = [
        [
            f"[{place.name}](../examples/{place.name}.yaml)",
            *place.numbers,
            tiers.get(place.tier, "not clear"),
            len(place.quick),
            len(place.full),
            len(place.with_answers),
        ]
        for place in example_places(bank, examples)
    ]
    yield from _table(head, rows)


def _matrix(bank: Bank) -> Iterator[str]:
    stages = [stage.id for stage in bank.stages]
    rows: list[list[Cell]] = [
        [threat.title, *(_bearing(bank, threat.id, stage) for stage in stages), _bearing(bank, threat.id)]
        for threat in bank.threats
    ]
    rows.append(["**Any**", *(_bearing(bank, None, stage) for stage in stages), _bearing(bank)])
    yield from _table(["threat", *(stage.title for stage in bank.stages), "any"], rows)


def _bearing(bank: Bank, threat: str | None = None, stage: str | None = None) -> int:
    """How many questions bear on a threat at a stage; on any where none is given."""
    return sum(threat in (None, *q.threats) and stage in (None, *q.stages) for q in bank.questions)


def _duties(bank: Bank) -> Iterator[str]:
    tiers = {tier.id: tier.title for tier in bank.law.tiers} if bank.law else {}
    rows: list[list[Cell]] = []
    for duty in bank.law.duties if bank.law else ():
        bearing = [question.id for question in bank.questions if duty.id in question.duties]
        titles = ", ".join(tiers[tier] for tier in duty.tiers)
        rows.append([duty.title, duty.section, titles, len(bearing), _code(bearing)])
    yield from _table(["duty", "where", "tiers", "questions", "which"], rows)


def _duties_of_questions(bank: Bank) -> Iterator[str]:
    bearing = [question for question in bank.questions if question.duties]
    yield from _table(["question", "duties"], [[_code([question.id]), _code(question.duties)] for question in bearing])
    yield ""
    yield f"The other {len(bank.questions) - len(bearing)} questions bear on no duty."


def _staff_check(bank: Bank) -> Iterator[str]:
    rows: list[list[Cell]] = [[topic.title, len(topic.items)] for topic in bank.staff_check]
    rows.append(["**All**", sum(len(topic.items) for topic in bank.staff_check)])
    yield from _table(["topic", "items"], rows)


def _sources(bank: Bank) -> Iterator[str]:
    questions = Counter(key for question in bank.questions for key in question.sources)
    items = Counter(key for topic in bank.staff_check for item in topic.items for key in item.sources)
    yield from _table(
        ["key", "source", "publisher", "questions", "items"],
        [[key, source.title, source.publisher, questions[key], items[key]] for key, source in bank.sources.items()],
    )


def _to_verify(bank: Bank) -> Iterator[str]:
    yield from (f"{number}. {text}" for number, text in enumerate(bank.to_verify, start=1))


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: list[str], rows: Iterable[list[Cell]]) -> Iterator[str]:
    body = list(rows)
    numbers = [all(isinstance(row[place], int) for row in body) for place in range(len(head))]
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---:' if number else '---' for number in numbers)} |"
    for row in body:
        cells = [f"{cell:,}" if isinstance(cell, int) else cell.replace("|", r"\|") for cell in row]
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
