"""The answers of assessments: sealed in blocks of a few, so that a save writes little and a page reads few values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from assessment.answers import CHOICES, Answer
from storage.errors import StoreError
from storage.records import AnswerAuthor
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import replacing, run
from storage.sql.database import Database

# How many answers one block holds. They are put together in the order in which they are given, as a page gives them.
IN_A_BLOCK = 6

# What is kept of an answer: its choice, reason and note, its author and time.
Said = list[Any]
Blocks = dict[str, dict[str, Said]]

# SQL of all blocks of one assessment in one value, within a statement about `assessments`.
BLOCKS = f"(select {rows.as_blocks('number', 'sealed')} from answer_blocks where assessment_id = assessments.id)"


def read_blocks(text: str | None, seal: Seal, assessment_id: str) -> Blocks:
    """The blocks of an assessment by their numbers, from the value of BLOCKS."""
    found = rows.blocks(text)
    return {number: json.loads(seal.text(found[number], *_place(assessment_id, number))) for number in found}


def answers_in(blocks: Blocks) -> dict[str, Answer]:
    """The answers by their questions."""
    # As they were given: what is kept has been an answer before.
    return {question: Answer(*said[:3]) for question, said in _all(blocks)}


def authors_in(blocks: Blocks) -> dict[str, AnswerAuthor]:
    """The author and the time of each answer that has them."""
    return {
        question: AnswerAuthor(author, datetime.fromisoformat(at))
        for question, (*_, author, at) in _all(blocks)
        if at is not None
    }


def put_answers(
    db: Database, seal: Seal, assessment_id: str, before: Blocks, changes: Mapping[str, Said | None]
) -> None:
    """Write the blocks in which something changes; None takes an answer away."""
    blocks = {number: dict(block) for number, block in before.items()}
    of = {question: number for number, block in blocks.items() for question in block}
    for question, said in changes.items():
        if said is None:
            if question in of:
                del blocks[of[question]][question]
            continue
        number = of.get(question) or _with_room(blocks)
        blocks.setdefault(number, {})[question] = said
    for number, block in blocks.items():
        if block != before.get(number):
            _put_block(db, seal, assessment_id, number, block)


def with_levels(blocks: Blocks, levels: Mapping[str, str]) -> dict[str, Said]:
    """Every answer as it is kept, but at the level that its question has by now, if it was answered with a level."""
    copied: dict[str, Said] = {}
    for question, (choice, *rest) in _all(blocks):
        rises = choice not in (None, "not-applicable")
        copied[question] = [levels.get(question, choice) if rises else choice, *rest]
    return copied


def said(answer: Answer, author: AnswerAuthor) -> Said:
    """An answer as it is kept, with its author and time. StoreError for one that no question has."""
    if answer.choice not in (None, *CHOICES):
        raise StoreError("The store refused an answer that no question has. Nothing was kept; report it as a bug.")
    return [*map(_clean, (answer.choice, answer.reason, answer.note, author.name)), rows.to_time(author.at)]


def _clean(text: str | None) -> str | None:
    return None if text is None else rows.clean(text)


def _all(blocks: Blocks) -> Iterable[tuple[str, Said]]:
    """Every answer, in the order of the names of their questions."""
    return sorted(each for block in blocks.values() for each in block.items())


def _with_room(blocks: Blocks) -> str:
    """The last block, or a new one where that is full: what is answered together is kept together."""
    last = max(map(int, blocks), default=1)
    full = len(blocks.get(str(last), ())) >= IN_A_BLOCK
    return str(last + full)


def _put_block(db: Database, seal: Seal, assessment_id: str, number: str, block: Mapping[str, Said]) -> None:
    if not block:
        own = (assessment_id, int(number))
        run(db, "delete from answer_blocks where assessment_id = ? and number = ?", own)
        return
    sealed = seal.close(json.dumps(block, ensure_ascii=False), *_place(assessment_id, number))
    run(
        db,
        "insert into answer_blocks (assessment_id, number, sealed) values (?, ?, ?) "
        f"on conflict (assessment_id, number) do update set {replacing('sealed')}",
        (assessment_id, int(number), sealed),
    )


def _place(assessment_id: str, number: str) -> tuple[str, str, str]:
    return ("answer_blocks", assessment_id, number)
