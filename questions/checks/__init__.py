"""Checks what the bank means: that everything named exists, is reachable and is covered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from questions.checks.cards import check_cards
from questions.checks.conditions import check_conditions, check_ticks
from questions.checks.coverage import check_coverage, check_sources_used
from questions.checks.fields import check_fields, check_options
from questions.checks.ids import check_ids, check_retired
from questions.checks.jobs import check_jobs
from questions.checks.levels import check_levels
from questions.checks.procedures import check_procedures
from questions.checks.public_pages import check_strategy, check_what_to_notice
from questions.checks.references import check_references
from questions.checks.roles import check_roles
from questions.checks.scoring import check_scoring
from questions.checks.staff_check import check_staff_check
from questions.model import Bank
from questions.problems import Finding

CHECKS: tuple[Callable[[Bank], Iterator[Finding]], ...] = (
    check_ids,
    check_options,
    check_fields,
    check_roles,
    check_references,
    check_conditions,
    check_ticks,
    check_coverage,
    check_sources_used,
    check_scoring,
    check_jobs,
    check_retired,
    check_staff_check,
    check_levels,
    check_cards,
    check_procedures,
    check_what_to_notice,
    check_strategy,
)


def check_meaning(bank: Bank) -> Iterator[Finding]:
    """Give every problem of meaning in a bank whose shape is sound."""
    for check in CHECKS:
        yield from check(bank)
