"""A card as a document that can be ordered."""

from __future__ import annotations

from reports.cards import build_card, render_card
from reports.posters import read_poster
from web.local import contact_of
from web.printable import Printable, Subject, key_of
from web.services import Services


def printable_card(parts: Services, subject: Subject) -> Printable | None:
    """The card of the bank as it is now; None when there is none, or its link would no longer be taken."""
    card_id, contact, poster = str(subject["card"]), None, None
    if force := subject.get("force"):
        contact = contact_of(parts, str(force))
    if "link" in subject:
        poster, _ = read_poster(str(subject["title"]), str(subject["line"]), str(subject["link"]))
    try:
        card = build_card(
            parts.bank,
            card_id,
            "a5" if subject["size"] == "a5" else "a4",
            contact=contact,
            postcode=str(subject.get("postcode", "")),
            poster=poster,
        )
    except LookupError:
        return None
    return Printable(
        key=key_of(card),
        render=lambda: render_card(card),
        file_name=f"{card_id}-{subject['size']}.pdf",
        back=("cards.overview", {}),
    )
