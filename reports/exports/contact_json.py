"""The local contact as plain data."""

from __future__ import annotations

from dataclasses import asdict

from assessment.json_types import JsonObject
from contacts import Contact


def contact_document(contact: Contact | None) -> JsonObject | None:
    """The printed contact; None where no force is known."""
    if contact is None:
        return None
    document = asdict(contact)
    document["checked_on"] = contact.checked_on.isoformat() if contact.checked_on else None
    return document
