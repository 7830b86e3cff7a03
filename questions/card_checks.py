"""Checks what the cards mean: ids of their own, sources and routes that exist."""

from __future__ import annotations

from collections.abc import Iterator

from questions.cards import CardText
from questions.model import Bank

Place = tuple[str | int, ...]


def cards_by_place(bank: Bank) -> Iterator[tuple[Place, CardText]]:
    """Every card of the bank, with its place in it."""
    cards = bank.cards
    if cards is None:
        return
    yield from ((("cards", "steps", i), card) for i, card in enumerate(cards.steps))
    for part in ("form", "numbers", "poster"):
        if (card := getattr(cards, part)) is not None:
            yield ("cards", part), card


def card_faults(bank: Bank) -> Iterator[tuple[Place, str]]:
    """Every fault of the cards of a bank whose shape is sound, by its place."""
    seen: set[str] = set()
    for path, card in cards_by_place(bank):
        if card.id in seen:
            yield (*path, "id"), f"the card id {card.id!r} is used twice; choose another"
        seen.add(card.id)
        for key in card.sources:
            if key not in bank.sources:
                yield (*path, "sources"), f"there is no source {key!r}"
    if bank.cards is not None and bank.cards.numbers is not None:
        numbers, known = bank.cards.numbers, {route.id for route in bank.reporting.routes}
        places: list[tuple[Place, str]] = [(("emergency",), numbers.emergency)]
        places += [(("routes", i), route) for i, route in enumerate(numbers.routes)]
        for place, named in places:
            if named not in known:
                yield ("cards", "numbers", *place), f"there is no route {named!r} in reporting.yaml"
