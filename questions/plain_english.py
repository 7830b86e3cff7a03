"""Words and turns of phrase that this service does not use, because a British reader would stumble over them."""

from __future__ import annotations

import re

# Each pattern with what to write instead. Only what a pattern can tell safely: "who" in a question is right, "who" at
# the head of a statement is not; "stands" and "fault" are right of people and machines, so they are left to the reader.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, flags), instead)
    for pattern, flags, instead in (
        (r"\bmend(?:s|ed|ing)?\b", re.IGNORECASE, "write fix, repair or correct"),
        (r"\banew\b", re.IGNORECASE, "write again, or from scratch"),
        (r"\bseldom\b", re.IGNORECASE, "write rarely, or not often"),
        (r"\bwhom\b", re.IGNORECASE, "write who, or turn the sentence round"),
        (r"\bfarther\b", re.IGNORECASE, "write further"),
        (r"\bnobody\b[^.;:!?]*\bany ?more\b", re.IGNORECASE, "write no longer, as in “is no longer asked”"),
        (r"\bnothing\b[^.;:!?]*\bany ?more\b", re.IGNORECASE, "write no longer, as in “no longer works”"),
        (r"\bopens? nothing\b", re.IGNORECASE, "write does not open …, or no longer works"),
        (r"\bworks? no longer\b", re.IGNORECASE, "write no longer works"),
        (r"\bno longer any\b", re.IGNORECASE, "write no …, or not … any longer"),
        (r"\bis another one now\b", re.IGNORECASE, "write has changed"),
        (r"\bkeep it so\b", re.IGNORECASE, "write keep it that way"),
        (r"\bpresent password\b", re.IGNORECASE, "write current password"),
        (r"\bgood for [0-9]+ days\b", re.IGNORECASE, "write valid for"),
        (r"\bfor who (?:lost|knows|may)\b", re.IGNORECASE, "write for someone who"),
        (r"\bthe own\b", re.IGNORECASE, "say whose, as in their own"),
        (r"(?<!\bor)[;,] else\b", re.IGNORECASE, "write otherwise, or if not"),
        (r"[0-9]\s%", re.NOFLAG, "write the number and the sign together, as in 50%"),
        (
            r"(?:^|(?<=[.!?] ))Who\b(?! to\b)(?![^.?!:]*:)[^.?!]*\.(?=\s|$)",
            re.NOFLAG,
            "write someone who, or anyone who",
        ),
        (r", or who (?:may|can|will|has|is)\b", re.IGNORECASE, "write or someone who"),
        (r"(?:^|(?<=[.!?;,] ))[Ww]hat is \w+ is\b", re.NOFLAG, "name the thing, not “what is … is”"),
        (
            r"(?:^|(?<=[.!?] ))(?:Is|Are|Has|Have|Does|Do|Was|Were) [^.?!]*, then\b",
            re.NOFLAG,
            "begin the sentence with if",
        ),
    )
)


def plain_english_problems(text: str) -> list[str]:
    """Everything in a text that is not plain British English, each with what to write instead. Pure.

    The text is read as prose: take the marks of HTML, Markdown or Jinja out of it first.
    """
    return [
        f"{found[0]!r} is not plain English: {instead}" for rule, instead in _RULES for found in rule.finditer(text)
    ]
