"""Fills a store with workspaces: each has a place with one assessment of 30 answers, a third of them with a note, and a
plan that was printed; all are shared with a force.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from secrets import token_bytes, token_hex

from assessment.path import find_path
from assessment.share_facts import ShareFacts
from bench.growth_stores import Filling, Value
from bench.rules import large_place
from questions import Bank
from storage.sealing import Vault
from storage.sql.answers import IN_A_BLOCK
from storage.sql.figures import facts_place
from storage.sql.rows import facts_to_json, to_json, to_time

ANSWERS, FORCES = 30, 45
NOTE = "The rear gate does not latch by itself, and the drivers who deliver leave it open until noon."

# The rows of one workspace, as the store would have written them.
_TABLES = {
    "workspaces": "id, code_digest, created, touched, data_key",
    "premises": "id, workspace_id, sealed, created",
    "assessments": "id, premises_id, workspace_id, reference, bank_version, kind, sealed, started",
    "answer_blocks": "assessment_id, number, sealed",
    "prints": "id, key, kind, subject, workspace_id, assessment_id, asked, started, printed, document",
    "shares": "id, workspace_id, premises_id, assessment_id, force_id, wish, sealed, created, until, state, "
    "sealed_facts",
}
_SLICE = 2_000  # workspaces that are written at once
# A tally of the figures, as adding the shares one by one would have left it.
_TALLY = (
    "insert into figures (force_id, kind, key, count, points, most) values (?, 'use', 'hall', ?, 0, 0) "
    "on conflict (force_id, kind, key) do update set count = figures.count + excluded.count"
)


def fill(db: Filling, vault: Vault, bank: Bank, size: int) -> None:
    """Add so many workspaces to an empty store."""
    made = _Workspaces(vault, bank, datetime.now().astimezone())
    for at in range(0, size, _SLICE):
        some = [made.rows(n) for n in range(at, min(at + _SLICE, size))]
        for table, names in _TABLES.items():
            marks = ", ".join("?" * (names.count(",") + 1))
            lines = sorted(line for each in some for line in each[table])
            db.many(f"insert into {table} ({names}) values ({marks})", lines)
    each = Counter(n % FORCES for n in range(size))
    db.many(_TALLY, [(f"force-{force}", count) for force, count in each.items()])


class _Workspaces:
    """Makes the rows of workspaces. Ids are random, as real ones are: what one reads lies anywhere in the store."""

    def __init__(self, vault: Vault, bank: Bank, now: datetime) -> None:
        self._vault, self._bank, self._now = vault, bank, now
        profile, answers = large_place(bank)
        asked = [question.id for question in find_path(bank, profile, answers)][:ANSWERS]
        self._profile = to_json(profile)
        self._facts = facts_to_json(ShareFacts("full", use="hall", areas={"access": (3, 9)}, gaps=("gates",)))
        # The blocks of one workspace are those of every fourth.
        self._blocks = [_blocks(asked, shift) for shift in range(4)]

    def rows(self, n: int) -> dict[str, list[tuple[Value, ...]]]:
        """The rows of the workspace with this number, by table."""
        one, day = token_hex(8), to_time(self._now - timedelta(days=n % 390))
        wrapped = self._vault.new_key(one)
        seal, until = self._vault.seal(one, wrapped), to_time(self._now + timedelta(days=90))
        asked = seal.close('["", ""]', "shares", one, "asked")
        facts = seal.close(self._facts, *facts_place(one))
        profile = (seal.close(self._profile, table, one) for table in ("premises", "assessments"))
        document = seal.close(bytes(1000), "prints", one)
        return {
            "workspaces": [(one, token_bytes(32), day, day, wrapped)],
            "premises": [(one, one, next(profile), day)],
            "assessments": [(one, one, one, f"CPS-{n}", self._bank.version, "full", next(profile), day)],
            "answer_blocks": [
                (one, number, seal.close(text, "answer_blocks", one, str(number)))
                for number, text in enumerate(self._blocks[n % 4], start=1)
            ],
            "prints": [(one, one, "plan", "{}", one, one, day, day, day, document)],
            "shares": [(one, one, one, one, f"force-{n % FORCES}", "share", asked, day, until, "open", facts)],
        }


def _blocks(asked: list[str], shift: int) -> list[str]:
    said = [(question, [str((at + shift) % 4), *(() if at % 3 else ("", NOTE))]) for at, question in enumerate(asked)]
    return [json.dumps([["", None, dict(some)]]) for some in _by(said, IN_A_BLOCK)]


def _by(values: list[tuple[str, list[str]]], size: int) -> list[list[tuple[str, list[str]]]]:
    return [values[at : at + size] for at in range(0, len(values), size)]
