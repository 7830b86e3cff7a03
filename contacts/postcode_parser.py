"""Reads a postcode as a person types it: a whole one, an outcode, or a sector such as "DE1 2"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

# A postcode with a space after each letter takes 13; the rest is room for a careless paste.
LONGEST = 40

# I and O never end an outcode. Two retired outcodes hold no digit.
_OUTCODE = re.compile(r"[A-Z]{1,2}(?:[0-9][A-HJ-NP-Z]?|[1-9][0-9])|GIR|NPT")
_WHOLE = re.compile(r"([A-Z0-9]{2,4})([0-9OIL])([A-Z]{2})")
_FORCES_POST = re.compile(r"BFPO([0-9]{0,4})")
_PLAIN = re.compile(r"[A-Za-z0-9 ]*")
# As in return codes. A small L looks like 1, and telephones offer it first.
_DIGIT_FOR = {"O": "0", "I": "1", "L": "1"}
_LETTERS_FOR = {"0": "O", "1": "IL"}


@dataclass(frozen=True, slots=True)
class Written:
    """A postcode as read: `rest` is the incode, the one digit of a sector, or empty."""

    outcode: str
    rest: str = ""

    @property
    def text(self) -> str:
        """The tidy form: "DE1 2XX", "DE1 2" or "DE1"."""
        return f"{self.outcode} {self.rest}".rstrip()


def read(text: str, is_listed: Callable[[str], bool]) -> Written | None:
    """Read a postcode; None where the text is not one. Raises nothing.

    `is_listed` says whether an outcode is in use: a letter O, I or L typed for a digit is put right only
    where that gives one outcode in use and no other.
    """
    parts = _parts(text) if len(text) <= LONGEST else None
    if not parts:
        return None
    typed = "".join(parts)
    if post := _FORCES_POST.fullmatch(typed):
        return Written("BFPO", post[1])
    return _short(typed, parts) or _whole(typed, is_listed)


def _parts(text: str) -> list[str] | None:
    """The runs of letters and digits, upper-case; None where a character has no place in a postcode."""
    text = text.strip(" \t\r\n")
    if not _PLAIN.fullmatch(text):
        kept = [_kept(character) for character in text]
        if None in kept:
            return None
        text = "".join(filter(None, kept))
    return text.upper().split()


def _kept(character: str) -> str | None:
    """The character, a space for a separator, nothing for an invisible mark, None for anything else.

    Dropping a letter or digit of another script could leave another postcode: those are refused.
    """
    if character.isascii() and character.isalnum():
        return character
    category = unicodedata.category(character)
    if category[0] in "ZP":
        return " "
    return "" if category == "Cf" else None


def _short(typed: str, parts: list[str]) -> Written | None:
    """An outcode or a sector. "DE1 2" is a sector; "DE12" and "DE 12" are an outcode; "DE1 22" is neither."""
    outcode, last = typed[:-1], typed[-1]
    sector = Written(outcode, last) if last.isdigit() and _OUTCODE.fullmatch(outcode) else None
    if sector and parts[-1] == last:
        return sector
    if _OUTCODE.fullmatch(typed):
        return Written(typed)
    return sector if parts == [typed] else None


def _whole(typed: str, is_listed: Callable[[str], bool]) -> Written | None:
    match = _WHOLE.fullmatch(typed)
    if not match or not any(map(str.isdigit, typed)):
        return None
    outcode = _outcode(match[1], is_listed)
    digit = _DIGIT_FOR.get(match[2], match[2])
    return Written(outcode, digit + match[3]) if outcode else None


def _outcode(typed: str, is_listed: Callable[[str], bool]) -> str | None:
    """The outcode as typed, or as meant where only a letter and a digit that look alike were mixed up."""
    shaped = _OUTCODE.fullmatch(typed)
    if shaped and is_listed(typed):
        return typed
    # An L where a letter may be is a letter: BL1 is not B11, even where BL1 were not in use.
    alike = {sign: digit for sign, digit in _DIGIT_FOR.items() if not (shaped and sign == "L")}
    others = ((sign, alike[sign]) if sign in alike else (sign,) for sign in typed[1:])
    readings = map("".join, product(_LETTERS_FOR.get(typed[0], typed[0]), *others))
    meant = [reading for reading in readings if _OUTCODE.fullmatch(reading) and is_listed(reading)]
    if len(meant) == 1:
        return meant[0]
    return typed if shaped else None
