"""Words and turns of phrase that this service does not use, because a British reader would stumble over them."""

from __future__ import annotations

import re

# Each pattern with what to write instead; before it, what every text that it finds holds, in small letters: looking for
# that first takes a twentieth of the time. Only what a pattern can tell safely: "who" in a question is right, "who" at
# the head of a statement is not; "stands" and "fault" are right of people and machines, so they are left to the reader.
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (sign, re.compile(pattern, flags), instead)
    for sign, pattern, flags, instead in (
        ("mend", r"\bmend(?:s|ed|ing)?\b", re.IGNORECASE, "write fix, repair or correct"),
        ("anew", r"\banew\b", re.IGNORECASE, "write again, or from scratch"),
        ("seldom", r"\bseldom\b", re.IGNORECASE, "write rarely, or not often"),
        ("whom", r"\bwhom\b", re.IGNORECASE, "write who, or turn the sentence round"),
        ("farther", r"\bfarther\b", re.IGNORECASE, "write further"),
        ("nobody", r"\bnobody\b[^.;:!?]*\bany ?more\b", re.IGNORECASE, "write no longer, as in “is no longer asked”"),
        ("nothing", r"\bnothing\b[^.;:!?]*\bany ?more\b", re.IGNORECASE, "write no longer, as in “no longer works”"),
        ("nothing", r"\bopens? nothing\b", re.IGNORECASE, "write does not open …, or no longer works"),
        ("no longer", r"\bworks? no longer\b", re.IGNORECASE, "write no longer works"),
        ("no longer any", r"\bno longer any\b", re.IGNORECASE, "write no …, or not … any longer"),
        ("is another one now", r"\bis another one now\b", re.IGNORECASE, "write has changed"),
        ("keep it so", r"\bkeep it so\b", re.IGNORECASE, "write keep it that way"),
        ("present password", r"\bpresent password\b", re.IGNORECASE, "write current password"),
        ("good for ", r"\bgood for [0-9]+ days\b", re.IGNORECASE, "write valid for"),
        ("for who ", r"\bfor who (?:lost|knows|may)\b", re.IGNORECASE, "write for someone who"),
        ("the own", r"\bthe own\b", re.IGNORECASE, "say whose, as in their own"),
        (" else", r"(?<!\bor)[;,] else\b", re.IGNORECASE, "write otherwise, or if not"),
        ("%", r"[0-9]\s%", re.NOFLAG, "write the number and the sign together, as in 50%"),
        (
            "who",
            r"(?:^|(?<=[.!?] ))Who\b(?! to\b)(?![^.?!:]*:)[^.?!]*\.(?=\s|$)",
            re.NOFLAG,
            "write someone who, or anyone who",
        ),
        (", or who ", r", or who (?:may|can|will|has|is)\b", re.IGNORECASE, "write or someone who"),
        ("what is ", r"(?:^|(?<=[.!?;,] ))[Ww]hat is \w+ is\b", re.NOFLAG, "name the thing, not “what is … is”"),
        (
            ", then",
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
    small = text.lower()
    return [
        f"{found[0]!r} is not plain English: {instead}"
        for sign, rule, instead in _RULES
        if sign in small
        for found in rule.finditer(text)
    ]
