"""Only what changed is written: tells which fields of a form somebody touched, and where two people changed the same.

A form carries the revision of each value that it shows: a short digest. A value that comes back with the revision that
it was shown with was not touched. docs/decisions/0023-revision-is-a-digest-of-the-value.md says why no counter is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessment.answers import CHOICES

# A field as a form sends it: a text, or the values that are ticked.
Sent = str | tuple[str, ...]

_LENGTH = 12
# What most fields of most pages hold: nothing, or a choice.
_USUAL = {text: hashlib.sha256(json.dumps(text).encode()).hexdigest()[:_LENGTH] for text in ("", *CHOICES)}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed: what is saved now, and what the second one sent."""

    field: str
    theirs: Sent
    mine: Sent


@dataclass(frozen=True, slots=True)
class Merged:
    """The values after a merge, by field: what is saved now stays where nothing was touched, and where two clash."""

    values: Mapping[str, Sent]
    clashes: tuple[Clash, ...]


def revision_of(value: Sent) -> str:
    """The revision of a value: 48 bits of SHA-256, in hex. Line ends count as one kind, as browsers change them."""
    if isinstance(value, str) and value in _USUAL:
        return _USUAL[value]
    plain = _lines(value) if isinstance(value, str) else sorted(value)
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:_LENGTH]


def revisions_text(values: Mapping[str, Sent]) -> str:
    """The revisions of what a form shows, as one hidden field carries them: `name=revision`, with spaces between."""
    return " ".join(f"{name}={revision_of(value)}" for name, value in values.items())


def read_revisions(text: str) -> Mapping[str, str]:
    """The revisions by field from `revisions_text`; nothing for what is not of this form."""
    pairs = (pair.partition("=") for pair in text.split())
    return MappingProxyType({name: revision for name, sign, revision in pairs if sign and name})


def merge(shown: Mapping[str, str], theirs: Mapping[str, Sent], mine: Mapping[str, Sent]) -> Merged:
    """Merge what was sent (`mine`) into what is saved now (`theirs`).

    `shown` holds the revision of each field when its form was shown. A field without one counts as shown as it is
    saved now: the last to save it wins, as there is nothing to compare with.
    """
    values, clashes = dict(theirs), []
    for field, sent in mine.items():
        saved = theirs.get(field, "" if isinstance(sent, str) else ())
        if sent == saved:  # most fields of most pages
            continue
        now = revision_of(saved)
        base = shown.get(field, now)
        if revision_of(sent) in (base, now):
            continue
        if now == base:
            values[field] = sent
        else:
            clashes.append(Clash(field, saved, sent))
    return Merged(MappingProxyType(values), tuple(clashes))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
