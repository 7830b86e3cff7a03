"""A card as a document that can be ordered."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.cards.cards import build_card, render_card
from reports.cards.posters import read_poster
from usecases.force_contact import contact_of
from usecases.services import Services


def card_job(services: Services, subject: Subject) -> PrintJob | None:
    """The card of the current bank; None if there is none, or if its link would no longer be accepted."""
    card_id, contact, poster = str(subject["card"]), None, None
    if force := subject.get("force"):
        contact = contact_of(services, str(force))
    if "link" in subject:
        poster, _ = read_poster(str(subject["title"]), str(subject["line"]), str(subject["link"]))
    try:
        card = build_card(
            services.bank,
            card_id,
            "a5" if subject["size"] == "a5" else "a4",
            contact=contact,
            postcode=str(subject.get("postcode", "")),
            poster=poster,
        )
    except LookupError:
        return None
    return PrintJob(
        key=key_of(card),
        render=lambda _renderer: render_card(card),
        file_name=f"{card_id}-{subject['size']}.pdf",
        back=("cards.overview", {}),
    )
