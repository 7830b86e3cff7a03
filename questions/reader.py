"""Reads a bank's folder: YAML to frozen values, all problems at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from questions.cards import Cards
from questions.checks import check_meaning
from questions.content import Content, Kebab, Text
from questions.jobs import Jobs
from questions.law import Law
from questions.levels import Levels
from questions.model import (
    Adviser,
    Area,
    Bank,
    Notices,
    Privacy,
    Release,
    Reporting,
    Scoring,
    Source,
    Stage,
    Start,
    Threat,
)
from questions.problems import Finding, Place, Problem, dotted, in_order
from questions.procedures import Procedures
from questions.profile import ProfilePage
from questions.staff_check import Topic
from questions.strategy import Strategy
from questions.style import Style, check_plain_english, check_style
from questions.what_to_notice import WhatToNotice
from questions.yaml_source import Document, FileTooLargeError, YamlError, read_document, read_text


class BankError(ValueError):
    """The bank cannot be used; `problems` lists every problem found, by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class _Identity(Content):
    id: Kebab
    release: Release
    notices: Notices
    start: Start
    privacy: Privacy = Privacy()
    adviser: Adviser | None = None
    strategy: Strategy | None = None
    to_verify: tuple[Text, ...] = ()
    retired: tuple[Kebab, ...] = ()


class _Profile(Content):
    pages: tuple[ProfilePage, ...]


class _Threats(Content):
    threats: tuple[Threat, ...]
    stages: tuple[Stage, ...]


PARTS: dict[str, TypeAdapter[Any]] = {
    "bank.yaml": TypeAdapter(_Identity),
    "scoring.yaml": TypeAdapter(Scoring),
    "profile.yaml": TypeAdapter(_Profile),
    "sources.yaml": TypeAdapter(dict[str, Source]),
    "threats.yaml": TypeAdapter(_Threats),
    "reporting.yaml": TypeAdapter(Reporting),
}
OPTIONAL_PARTS: dict[str, TypeAdapter[Any]] = {
    "cards.yaml": TypeAdapter(Cards),
    "duties.yaml": TypeAdapter(Law),
    "jobs.yaml": TypeAdapter(Jobs),
    "levels.yaml": TypeAdapter(Levels),
    "procedures.yaml": TypeAdapter(Procedures),
    "style.yaml": TypeAdapter(Style),
    "what-to-notice.yaml": TypeAdapter(WhatToNotice),
}
AREA = TypeAdapter(Area)
TOPIC = TypeAdapter(Topic)
AREAS, TOPICS = "[0-9][0-9]-*.yaml", "staff-check/[0-9][0-9]-*.yaml"


def load_bank(folder: Path) -> Bank:
    """Give the bank in a folder.

    Raises BankError with every problem of shape; where the shape is sound, with every problem of meaning.
    """
    return _Reader(folder).read()


def check_folder(folder: Path, today: date, *, strict: bool = False) -> Bank:
    """Give the bank in a folder, held against its house style too (`style.yaml`); `strict` asks for plain English.

    Raises BankError with every problem of shape; where the shape is sound, of meaning; where that is, of style.
    """
    reader = _Reader(folder)
    bank = reader.read()
    style = reader.part("style.yaml", OPTIONAL_PARTS["style.yaml"]) if (folder / "style.yaml").exists() else None
    if style is not None:
        reader.note(check_style(bank, style, today))
    if strict:
        reader.note(check_plain_english(bank))
    if reader.problems:
        raise BankError(reader.problems)
    return bank


def _place(path: Place, area_files: tuple[str, ...], topic_files: tuple[str, ...]) -> tuple[str, Place]:
    """The file that a part of the bank was read from, and the rest of the path inside that file."""
    match path:
        case ("areas", int(index), *rest):
            return area_files[index], tuple(rest)
        case ("staff_check", int(index), *rest):
            return topic_files[index], tuple(rest)
        case ("law", *rest):
            return "duties.yaml", tuple(rest)
        case ("profile", *rest):
            return "profile.yaml", ("pages", *rest)
        case ("what_to_notice", *rest):
            return "what-to-notice.yaml", tuple(rest)
        case ("jobs", *rest):
            return "jobs.yaml", ("jobs", *rest)
        case (("scoring" | "sources" | "reporting" | "levels" | "cards" | "procedures" | "style") as part, *rest):
            return f"{part}.yaml", tuple(rest)
        case (("threats" | "stages"), *_):
            return "threats.yaml", path
    return "bank.yaml", path


class _Reader:
    """Parses and validates one file after another, and keeps what it takes to name lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.areas: tuple[str, ...] = ()
        self.topics: tuple[str, ...] = ()
        self._documents: dict[str, Document] = {}

    def read(self) -> Bank:
        """The whole bank. Raises BankError."""
        parts = {name: self.part(name, adapter) for name, adapter in PARTS.items()}
        optional = {name: self._optional(name) for name in OPTIONAL_PARTS if name != "style.yaml"}
        self.areas, areas = self._all(AREAS, AREA)
        self.topics, topics = self._all(TOPICS, TOPIC)
        if not areas:
            self.problems.append(Problem(self.folder.name, 1, "", "no area files; name them like 01-leadership.yaml"))
        if self.problems:
            raise BankError(self.problems)
        identity, threats = parts["bank.yaml"], parts["threats.yaml"]
        bank = Bank(
            **dict(identity),
            scoring=parts["scoring.yaml"],
            profile=parts["profile.yaml"].pages,
            sources=parts["sources.yaml"],
            threats=threats.threats,
            stages=threats.stages,
            law=optional["duties.yaml"],
            levels=optional["levels.yaml"],
            cards=optional["cards.yaml"],
            what_to_notice=optional["what-to-notice.yaml"],
            procedures=optional["procedures.yaml"],
            reporting=parts["reporting.yaml"],
            staff_check=topics,
            jobs=optional["jobs.yaml"].jobs if optional["jobs.yaml"] else (),
            areas=areas,
        )
        self.note(check_meaning(bank))
        if self.problems:
            raise BankError(self.problems)
        return bank

    def note(self, findings: Iterable[Finding]) -> None:
        """Keep findings as problems, each with its file and line."""
        for path, message in findings:
            name, place = _place(path, self.areas, self.topics)
            self.problems.append(self._located(name, place, message))

    def _all(self, pattern: str, adapter: TypeAdapter[Any]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
        names = tuple(str(path.relative_to(self.folder)) for path in sorted(self.folder.glob(pattern)))
        return names, tuple(self.part(name, adapter) for name in names)

    def _optional(self, name: str) -> Any:
        return self.part(name, OPTIONAL_PARTS[name]) if (self.folder / name).exists() else None

    def part(self, name: str, adapter: TypeAdapter[Any]) -> Any:
        """The validated content of one file; None with its problems noted where it is not sound."""
        document = self._document(name)
        if document is None:
            return None
        self.problems += [Problem(name, line, "", message) for line, message in document.duplicates()]
        try:
            return adapter.validate_python(document.value)
        except ValidationError as error:
            self.problems += [
                self._located(name, item["loc"], _say(item)) for item in error.errors() if not _echo(item)
            ]
        return None

    def _document(self, name: str) -> Document | None:
        """The content of one file; None with its problem noted where it cannot be read."""
        try:
            document = self._documents[name] = read_document(read_text(self.folder / name), dates=True)
        except (OSError, UnicodeDecodeError, FileTooLargeError, YamlError) as error:
            line = error.line if isinstance(error, YamlError) else 1
            self.problems.append(Problem(name, line, "", _why_unreadable(error)))
            return None
        if document.empty:
            self.problems.append(Problem(name, 1, "", "the file is empty"))
            return None
        return document

    def _located(self, name: str, place: Place, message: str) -> Problem:
        """A problem at a place in a file, with its line."""
        document = self._documents.get(name)
        return Problem(name, document.line(*place) if document else 1, dotted(place), message)


def _why_unreadable(error: OSError | UnicodeDecodeError | FileTooLargeError | YamlError) -> str:
    match error:
        case FileNotFoundError():
            return "the file is missing; every bank has one"
        case OSError():
            return f"the file cannot be read: {error.strerror}"
        case UnicodeDecodeError():
            return "not UTF-8 text; save the file as UTF-8"
        case YamlError():
            return f"not readable as YAML: {error}"
    return str(error)


def _echo(item: Any) -> bool:
    """Whether pydantic calls a list too short only because some of its items are refused."""
    return bool(item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"])


def _say(item: Any) -> str:
    match item["type"]:
        case "model_type" | "dict_type":
            return f"write fields with their values here (found {str(item['input'])[:60]!r})"
        case "extra_forbidden":
            return "unknown field; remove it or correct its spelling"
        case "missing":
            return "is missing; add it"
    return f"{item['msg'][:1].lower()}{item['msg'][1:]} (found {str(item['input'])[:60]!r})"
