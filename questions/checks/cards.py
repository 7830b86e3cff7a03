"""Checks the cards: sources and reporting routes that exist."""

from __future__ import annotations

from collections.abc import Iterator

from questions.cards import NumbersCard, StepsCard
from questions.checks.references import unknown_sources
from questions.checks.walk import cards_by_place
from questions.model import Bank
from questions.problems import Finding, Place


def check_cards(bank: Bank) -> Iterator[Finding]:
    """Checks that everything the cards refer to exists."""
    for place, card in cards_by_place(bank):
        yield from unknown_sources(bank, (*place, "sources"), card.sources)
    known = {route.id for route in bank.reporting.routes}
    for place, named in _routes(bank):
        if named not in known:
            yield place, f"there is no route {named!r} in reporting.yaml"


def _routes(bank: Bank) -> Iterator[tuple[Place, str]]:
    """Every reporting route that a card names."""
    for place, card in cards_by_place(bank):
        if isinstance(card, NumbersCard):
            yield (*place, "emergency"), card.emergency
        if isinstance(card, NumbersCard | StepsCard):
            yield from (((*place, "routes", i), route) for i, route in enumerate(card.routes))
