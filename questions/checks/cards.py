"""Checks the cards: sources and reporting routes that exist."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.references import unknown_sources
from questions.checks.walk import cards_by_place
from questions.model import Bank
from questions.problems import Finding, Place


def check_cards(bank: Bank) -> Iterator[Finding]:
    """Checks that everything the cards refer to exists."""
    for place, card in cards_by_place(bank):
        yield from unknown_sources(bank, (*place, "sources"), card.sources)
    if bank.cards is None or bank.cards.numbers is None:
        return
    numbers, known = bank.cards.numbers, {route.id for route in bank.reporting.routes}
    places: list[tuple[Place, str]] = [(("emergency",), numbers.emergency)]
    places += [(("routes", i), route) for i, route in enumerate(numbers.routes)]
    for place, named in places:
        if named not in known:
            yield ("cards", "numbers", *place), f"there is no route {named!r} in reporting.yaml"
