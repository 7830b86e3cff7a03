"""Every card of the real bank in both sizes, printed once."""

from __future__ import annotations

from functools import cache
from typing import get_args

from contacts import Contact
from reports.cards.cards import Card, Size, build_card, render_card
from reports.cards.posters import Poster
from tests.reports.opened import Opened
from tests.reports.premises import UNCONFIRMED, bank

LINK = "https://check.example.org/join/7K4M-29QD"
POSTER = Poster("Take the staff check", "Twelve short questions on your phone.", LINK)
SIZES: tuple[Size, ...] = get_args(Size)


def card_ids() -> list[str]:
    """The ids of the real bank's cards."""
    cards = bank().cards
    assert cards is not None
    return [card.id for card in cards.all]


def card(name: str, size: Size = "a4", *, contact: Contact | None = UNCONFIRMED, poster: Poster = POSTER) -> Card:
    """A card of the real bank, for a place at DE1 2XX."""
    return build_card(bank(), name, size, contact=contact, postcode="DE1 2XX", poster=poster)


@cache
def card_pdf(name: str, size: Size) -> Opened:
    """A printed card, opened."""
    return Opened(render_card(card(name, size)))
