"""Who else has the same thing open, in words: for a business, and for an adviser."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from storage.others import Others

# What an adviser has open, and what happens when two do.
_BOTH = "You can both save: if you change the same thing, the second of you sees both and chooses."
_THINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "visit": ("this visit", _BOTH),
        "entry": ("this form", _BOTH),
        "workshop": ("this workshop", "Agree with each other before you end it: it ends for everyone."),
    }
)


def words_for_owner(others: Others) -> str:
    """What a business is told; empty where nobody else is there."""
    said = []
    if others.devices:
        said.append(
            "This workspace is open on another device too, perhaps with a colleague. You can both save: if you change "
            "the same answer, the second of you sees both and chooses."
        )
    if others.advisers:
        said.append(
            "A security adviser has a visit open on your answers. You can go on: the adviser sees what changes."
        )
    return " ".join(said)


def words_for_adviser(others: Others, account_id: str, thing: str) -> str:
    """What an adviser is told who has this thing open; empty where nobody else is there."""
    title, both = _THINGS[thing]
    names = sorted(name for each, name in others.advisers.items() if each != account_id)
    said = []
    if names:
        said.append(f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} {title} open too. {both}")
    elif others.advisers:
        said.append(f"You have {title} open on another device too. Whatever you save there shows here.")
    if others.devices:
        said.append("The business has its answers open too: you are told where it changes one that you agreed on.")
    return " ".join(said)
