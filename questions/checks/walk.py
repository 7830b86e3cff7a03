"""The parts of a bank with their places in it, for checks."""

from __future__ import annotations

from collections.abc import Iterator

from questions.cards import CardText
from questions.model import Bank, Question
from questions.problems import Place
from questions.profile import ProfileField


def questions_by_place(bank: Bank) -> Iterator[tuple[Place, Question]]:
    """Every question, in bank order."""
    for a, area in enumerate(bank.areas):
        for p, page in enumerate(area.pages):
            for q, question in enumerate(page.questions):
                yield ("areas", a, "pages", p, "questions", q), question


def fields_by_place(bank: Bank) -> Iterator[tuple[Place, ProfileField]]:
    """Every field of the profile, in order."""
    for p, page in enumerate(bank.profile):
        for f, field in enumerate(page.fields):
            yield ("profile", p, "fields", f), field


def cards_by_place(bank: Bank) -> Iterator[tuple[Place, CardText]]:
    """Every card, in the order of the page of cards."""
    cards = bank.cards
    if cards is None:
        return
    yield from ((("cards", "steps", i), card) for i, card in enumerate(cards.steps))
    for part in ("form", "numbers", "poster"):
        if (card := getattr(cards, part)) is not None:
            yield ("cards", part), card
