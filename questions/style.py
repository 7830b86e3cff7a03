"""Checks how the bank is written: length, reading age, words not used, UK spelling, review dates.

They are an editor's checks (`flask bank check`), not needed to serve a bank that has passed them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from questions.checks.walk import cards_by_place, fields_by_place, questions_by_place
from questions.conditions import options_named
from questions.content import Content, Line
from questions.editor_tools import has_tool
from questions.model import Bank, Question
from questions.plain_english import plain_english_problems
from questions.problems import Finding, Place
from questions.procedures import procedures_by_place
from questions.readability import grade
from questions.spelling import misspelt

# Fields that hold ids, conditions, addresses and numbers, which are not read as words. Where such a name is also that
# of a list of pieces of content (the law's `duties`), the texts of those pieces are read.
NOT_WORDS = frozenset(
    {
        *("id", "release", "retired", "example", "area", "areas", "band", "tier", "tiers", "sector", "kind"),
        *("response", "questions", "states", "importance", "effort", "cost", "threats", "stages", "duties", "sources"),
        *(
            "quick_win_efforts",
            "quick_win_costs",
            "when",
            "not_applicable_when",
            "part_of",
            "applies",
            "url",
            "tel",
            "emergency",
            "routes",
            "asked_by",
            "nation",
            "first",
            "card",
            "source",
            "duty",
            "who",
            "shows",
            "gathers",
            "notes",
        ),
    }
)


def _readable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        why = {"why": error.msg}
        raise PydanticCustomError("pattern", "cannot be read as a regular expression: {why}", why) from error
    return pattern


class Forbidden(Content):
    """Words that the bank does not use, as a regular expression, and what to write instead."""

    pattern: Annotated[str, Field(min_length=3, max_length=200), AfterValidator(_readable)]
    instead: Line


class Style(Content):
    """The house style of a bank: `style.yaml`. A number of 0, or false, means that it is not checked."""

    most_words: Annotated[int, Field(ge=5)]
    question_grade: Annotated[float, Field(ge=4, le=14)]
    help_grade: Annotated[float, Field(ge=4, le=14)]
    least_a_threat: Annotated[int, Field(ge=1)] = 1
    least_a_sector: Annotated[int, Field(ge=0)] = 0
    most_answer_words: Annotated[int, Field(ge=0)] = 0
    reviews_say_how: bool = False
    forbidden: tuple[Forbidden, ...]
    spellings_allowed: tuple[str, ...] = ()


# A second colon leaves a reader without knowing which of the two belongs to what.
_TWO_COLONS = re.compile(r"(?:^|(?<=[.!?] ))[^.!?:]*: [^.!?:]*: ")


def check_style(bank: Bank, style: Style, today: date) -> Iterator[Finding]:
    """Give every problem of style in a sound bank, by its place; what `not_checked` names is passed over."""
    for path, question in questions_by_place(bank):
        yield from _length(path, question, style)
        yield from _review(path, question, style)
        if has_tool("pyphen"):
            yield from _reading_age(path, question, style)
    yield from _overdue(bank, today)
    yield from _thin(bank, style.least_a_threat)
    yield from _thin_sectors(bank, style.least_a_sector)
    texts = texts_of(bank)
    yield from _forbidden(texts, style)
    if has_tool("codespell_lib"):
        yield from _spelling(texts, style)


def check_plain_english(bank: Bank) -> Iterator[Finding]:
    """Give every turn of phrase in a sound bank that is not plain English, by its place."""
    for path, text in texts_of(bank):
        yield from ((path, message) for message in plain_english_problems(text))
        if text.count(":") > 1 and _TWO_COLONS.search(text):
            yield path, "has two colons in one sentence: make two sentences of it"


def texts_of(bank: Bank) -> list[tuple[Place, str]]:
    """Every text of the bank that a person reads, with its place; titles of sources are their publishers' words."""
    roles: Any = {"__all__": {"fields": {"__all__": {"role"}}}}  # for the service; an adviser's role is words
    found: list[tuple[Place, str]] = []
    _gather(found, (), bank.model_dump(exclude={"sources": True, "profile": roles}))
    return found


def _forbidden(texts: Iterable[tuple[Place, str]], style: Style) -> Iterator[Finding]:
    rules = [(re.compile(rule.pattern, re.IGNORECASE), rule.instead) for rule in style.forbidden]
    may_find = _any_of([rule.pattern for rule in style.forbidden])
    for path, text in texts:
        for rule, instead in rules if may_find(text) else ():
            if found := rule.search(text):
                yield path, f"{found[0]!r} is not used here: {instead}"


def _any_of(patterns: Sequence[str]) -> Callable[[str], object]:
    """Whether any pattern may be found in a text: one search in place of many, as hardly a text holds any.

    Patterns that refer to their groups, or set flags, mean something else beside others: then every text may hold one.
    """
    if any(re.search(r"\\[1-9]|\(\?[^:]", pattern) for pattern in patterns):
        return lambda _text: True
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE).search


def _spelling(texts: Iterable[tuple[Place, str]], style: Style) -> Iterator[Finding]:
    allowed = frozenset(word.lower() for word in style.spellings_allowed)
    for path, text in texts:
        for word, right in misspelt(text, allowed):
            yield path, f"{word!r} is not UK spelling or is misspelt; write {right!r}"


def _length(path: Place, question: Question, style: Style) -> Iterator[Finding]:
    words = len(question.ask.split())
    if words > style.most_words:
        yield (*path, "ask"), f"has {words} words; use {style.most_words} or fewer"
    best = max(question.options)
    words = len(question.options[best].split())
    if style.most_answer_words and words > style.most_answer_words:
        yield (*path, "options", best), f"has {words} words; use {style.most_answer_words} or fewer"


def _review(path: Place, question: Question, style: Style) -> Iterator[Finding]:
    """A test that does not say what to test, how, and what counts as passed cannot be carried out."""
    for name in ("do", "done_when") if style.reviews_say_how else ():
        if getattr(question.review, name) is None:
            yield (*path, "review"), f"has no {name!r}; say what to test and how, and what counts as passed"


def _reading_age(path: Place, question: Question, style: Style) -> Iterator[Finding]:
    if (found := grade(question.ask)) > style.question_grade:
        yield (*path, "ask"), f"reads at grade {found:.1f}; write it for grade {style.question_grade:g}"
    text = " ".join(part.rstrip(".") + "." for part in (question.why, *question.good, question.action.do))
    if (found := grade(text)) > style.help_grade:
        yield (*path, "why"), f"the help reads at grade {found:.1f}; write it for grade {style.help_grade:g}"


def _thin(bank: Bank, least: int) -> Iterator[Finding]:
    """Threats and stages with too few questions to say anything about them."""
    parts = {"threats": [threat.id for threat in bank.threats], "stages": [stage.id for stage in bank.stages]}
    for part, names in parts.items():
        counts = Counter(name for question in bank.questions for name in getattr(question, part))
        for i, name in enumerate(names):
            if counts[name] < least:
                yield (part, i), f"{name!r} is borne on by {counts[name]} of the questions; at least {least} should"


def _thin_sectors(bank: Bank, least: int) -> Iterator[Finding]:
    """Sectors, by the first option that has each, with too few questions that say or ask something of their own."""
    uses: dict[str, set[tuple[str, str]]] = {}
    first: dict[str, Place] = {}
    for place, field in fields_by_place(bank):
        for i, option in enumerate(field.options):
            if option.sector:
                uses.setdefault(option.sector, set()).add((field.id, option.id))
                first.setdefault(option.sector, (*place, "options", i))
    asked_of = [(q, options_named(q.when, chosen=True) if q.when else frozenset()) for q in bank.questions]
    for sector, options in uses.items():
        if (count := sum(_is_of(question, sector, options, named) for question, named in asked_of)) < least:
            message = f"{count} of the questions have something of their own for {sector!r}; at least {least} should"
            yield first[sector], message


def _is_of(question: Question, sector: str, options: set[tuple[str, str]], named: frozenset[tuple[str, str]]) -> bool:
    """Whether a question has an example or an action for a sector, or is asked because of one of its uses."""
    return sector in question.examples or sector in question.action.in_sector or not options.isdisjoint(named)


def _overdue(bank: Bank, today: date) -> Iterator[Finding]:
    for path, question in questions_by_place(bank):
        if question.review_by < today:
            message = f"was to be reviewed by {question.review_by}; review the question and set a new date"
            yield (*path, "review_by"), message
    for t, topic in enumerate(bank.staff_check):
        for i, item in enumerate(topic.items):
            if item.review_by < today:
                message = f"was to be reviewed by {item.review_by}; review the item and set a new date"
                yield ("staff_check", t, "items", i, "review_by"), message
        if topic.talk and topic.talk.review_by < today:
            message = f"was to be reviewed by {topic.talk.review_by}; review the talk and set a new date"
            yield ("staff_check", t, "talk", "review_by"), message
    if bank.what_to_notice and bank.what_to_notice.review_by < today:
        message = f"was to be reviewed by {bank.what_to_notice.review_by}; review the page and set a new date"
        yield ("what_to_notice", "review_by"), message
    for path, procedure in procedures_by_place(bank.procedures) if bank.procedures else ():
        if procedure.review_by < today:
            message = f"was to be reviewed by {procedure.review_by}; review the procedure and set a new date"
            yield ("procedures", *path, "review_by"), message
    for path, card in cards_by_place(bank):
        if card.review_by < today:
            message = f"was to be reviewed by {card.review_by}; review the card and set a new date"
            yield (*path, "review_by"), message


def _gather(found: list[tuple[Place, str]], path: Place, part: object) -> None:
    if isinstance(part, str):
        found.append((path, part))
    elif isinstance(part, Mapping):
        for name, value in part.items():
            if name not in NOT_WORDS or _holds_content(value):
                _gather(found, (*path, name), value)
    elif isinstance(part, list | tuple):
        for index, value in enumerate(part):
            _gather(found, (*path, index), value)


def _holds_content(value: object) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value)
