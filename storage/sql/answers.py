"""The answers of assessments: sealed in blocks of a few, so that a save writes little and a page reads few values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from assessment.answers import CHOICES, Answer
from storage.errors import StoreError
from storage.records import AnswerAuthor
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import replacing, run
from storage.sql.database import Database

# How many answers one block holds. They are put together in the order in which they are given, as a page gives them.
IN_A_BLOCK = 15

# What was answered: choice, reason and note; where these are empty, the last ones are left out.
Parts = list[Any]
# The answers of one act by their questions, after the name of their author, and their time, where it is known.
Group = tuple[str, str | None, dict[str, Parts]]
Blocks = dict[int, list[Group]]

# SQL of all blocks of an assessment as one value, within a statement about `assessments`. Not a row each: a thread
# hands Python to the others at every row, and where many answer at once, that costs twice what the reading does.
BLOCKS = f"(select {rows.as_blocks('number', 'sealed')} from answer_blocks where assessment_id = assessments.id)"


_ALONE: Mapping[str | None, Answer] = {choice: Answer(choice) for choice in (None, *CHOICES)}


class Said(NamedTuple):
    """An answer as it is kept, with the name of its author, and its time, where it is known."""

    parts: Parts
    author: str
    at: str | None


class Kept(NamedTuple):
    """All answers of an assessment, and the sealed value that they were read from: each save leaves another value."""

    value: str | None
    blocks: Blocks
    answers: dict[str, Answer]


def read_kept(value: str | None, seal: Seal, assessment_id: str, known: object = None) -> Kept:
    """What a value of BLOCKS holds: what is `known`, where that is of this very value. Raises Damaged."""
    if isinstance(known, Kept) and known.value == value:
        return known
    blocks = read_blocks(value, seal, assessment_id)
    return Kept(value, blocks, answers_in(blocks))


def said(answer: Answer, author: AnswerAuthor) -> Said:
    """An answer as it is kept. StoreError for one that no question has."""
    if answer.choice not in (None, *CHOICES):
        raise StoreError("The store refused an answer that no question has. Nothing was kept; report it as a bug.")
    return kept((answer.choice, answer.reason, answer.note), author.name, rows.to_time(author.at))


def kept(parts: Iterable[str | None], author: str, at: str | None) -> Said:
    """An answer of these parts as it is kept."""
    texts = [None if each is None else rows.clean(each) for each in parts]
    while len(texts) > 1 and texts[-1] == "":
        texts.pop()
    return Said(texts, rows.clean(author), at)


def read_blocks(value: str | None, seal: Seal, assessment_id: str) -> Blocks:
    """The blocks of an assessment, from the value of BLOCKS. Raises Damaged."""
    found = rows.blocks(value)
    texts = [seal.text(block, *_place(assessment_id, int(number))) for number, block in found.items()]
    # Read at once: of many small texts, the calls would cost more than the reading.
    return dict(zip(map(int, found), json.loads(f"[{','.join(texts)}]"), strict=True))


def answers_in(blocks: Blocks) -> dict[str, Answer]:
    """The answers by their questions, in the order of these."""
    found: dict[str, Parts] = {}
    for block in blocks.values():
        for group in block:
            found.update(group[2])
    # Most are a choice alone, of which there are few.
    return {q: _ALONE[parts[0]] if len(parts := found[q]) == 1 else Answer(*parts) for q in sorted(found)}


def authors_in(blocks: Blocks) -> dict[str, AnswerAuthor]:
    """The author and the time of each answer that has them."""
    return {
        question: AnswerAuthor(author, datetime.fromisoformat(at))
        for question, (_, author, at) in all_in(blocks).items()
        if at is not None
    }


def all_in(blocks: Blocks) -> dict[str, Said]:
    """Every answer as it is kept, in the order of the questions."""
    groups = [group for block in blocks.values() for group in block]
    found = {question: Said(parts, author, at) for author, at, group in groups for question, parts in group.items()}
    return dict(sorted(found.items()))


def with_levels(answers: Mapping[str, Said], levels: Mapping[str, str]) -> dict[str, Said]:
    """These answers, but at the level that their question has by now, where they chose a level."""
    return {
        question: each
        if each.parts[0] in (None, "not-applicable")
        else each._replace(parts=[levels.get(question, each.parts[0]), *each.parts[1:]])
        for question, each in answers.items()
    }


def put_answers(
    db: Database, seal: Seal, assessment_id: str, before: Blocks, changes: Mapping[str, Said | None]
) -> None:
    """Write the blocks in which something changes; None takes an answer away."""
    of = {question: number for number, block in before.items() for *_, group in block for question in group}
    held = Counter(of.values())
    after: dict[int, dict[str, Said]] = {}
    for question, new in changes.items():
        number = of.get(question)
        if number is None:
            if new is None:
                continue
            # In the last block, or a new one where that is full: what is answered together is kept together.
            last = max(held, default=1)
            number = last + (held[last] >= IN_A_BLOCK)
            held[number] += 1
        if number not in after:
            after[number] = all_in({number: before.get(number, [])})
        if new is not None:
            after[number][question] = new
        else:
            del after[number][question]
    for number in sorted(after):
        _put_block(db, seal, assessment_id, number, after[number])


def _put_block(db: Database, seal: Seal, assessment_id: str, number: int, block: Mapping[str, Said]) -> None:
    if not block:
        run(db, "delete from answer_blocks where assessment_id = ? and number = ?", (assessment_id, number))
        return
    groups: dict[tuple[str, str | None], dict[str, Parts]] = {}
    for question, (parts, author, at) in block.items():
        groups.setdefault((author, at), {})[question] = parts
    text = json.dumps([(*by, group) for by, group in groups.items()], ensure_ascii=False)
    run(
        db,
        "insert into answer_blocks (assessment_id, number, sealed) values (?, ?, ?) "
        f"on conflict (assessment_id, number) do update set {replacing('sealed')}",
        (assessment_id, number, seal.close(text, *_place(assessment_id, number))),
    )


def _place(assessment_id: str, number: int) -> tuple[str, str, str]:
    return ("answer_blocks", assessment_id, str(number))
