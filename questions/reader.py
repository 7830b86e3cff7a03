"""Reads a bank's folder: YAML to frozen values, all errors at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from yaml.constructor import ConstructorError

from questions.cards import Cards
from questions.checks import Finding, check_meaning
from questions.law import Law
from questions.levels import Levels
from questions.model import (
    Adviser,
    Area,
    Bank,
    Content,
    Kebab,
    Notices,
    Privacy,
    Release,
    Reporting,
    Scoring,
    Source,
    Stage,
    Start,
    Text,
    Threat,
)
from questions.profile import ProfilePage
from questions.staff_check import Topic
from questions.style import Style, check_style

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the bank: where it is, what is wrong and what to do."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BankError(ValueError):
    """The bank cannot be used; `problems` lists every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class _Identity(Content):
    id: Kebab
    release: Release
    notices: Notices
    start: Start
    privacy: Privacy = Privacy()
    adviser: Adviser | None = None
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
    "levels.yaml": TypeAdapter(Levels),
    "style.yaml": TypeAdapter(Style),
}
AREA = TypeAdapter(Area)
TOPIC = TypeAdapter(Topic)
AREAS, TOPICS = "[0-9][0-9]-*.yaml", "staff-check/[0-9][0-9]-*.yaml"


def load_bank(folder: Path) -> Bank:
    """Give the bank in a folder.

    Raises BankError with every fault of shape; where the shape is sound, with every fault of meaning.
    """
    return _Reader(folder).read()


def check_folder(folder: Path, today: date) -> Bank:
    """Give the bank in a folder, held against its house style too (`style.yaml`).

    Raises BankError with every fault of shape; where the shape is sound, of meaning; where that is, of style.
    """
    reader = _Reader(folder)
    bank = reader.read()
    style = reader.part("style.yaml", OPTIONAL_PARTS["style.yaml"]) if (folder / "style.yaml").exists() else None
    if style is not None:
        reader.note(check_style(bank, style, today))
    if reader.problems:
        raise BankError(reader.problems)
    return bank


def _place(path: Path_, area_files: tuple[str, ...], topic_files: tuple[str, ...]) -> tuple[str, Path_]:
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
        case (("scoring" | "sources" | "reporting" | "levels" | "cards" | "style") as part, *rest):
            return f"{part}.yaml", tuple(rest)
        case (("threats" | "stages"), *_):
            return "threats.yaml", path
    return "bank.yaml", path


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, whose faults of value (a 30 February) have a line like all others.

    It takes no aliases, with which a small file can be huge or endless.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]
            message = "an alias (*name) is not allowed; write the value out"
            raise ConstructorError(None, None, message, event.start_mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise ConstructorError(None, None, str(error), node.start_mark) from error


class _Reader:
    """Parses and validates one file after another, and keeps what it takes to name lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.areas: tuple[str, ...] = ()
        self.topics: tuple[str, ...] = ()
        self._nodes: dict[str, yaml.Node | None] = {}

    def read(self) -> Bank:
        """The whole bank. Raises BankError."""
        parts = {name: self.part(name, adapter) for name, adapter in PARTS.items()}
        optional = {name: self._optional(name) for name in ("cards.yaml", "duties.yaml", "levels.yaml")}
        self.areas, areas = self._all(AREAS, AREA)
        self.topics, topics = self._all(TOPICS, TOPIC)
        if not areas:
            self.problems.append(Problem(self.folder.name, 1, "no area files; name them like 01-leadership.yaml"))
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
            reporting=parts["reporting.yaml"],
            staff_check=topics,
            areas=areas,
        )
        self.note(check_meaning(bank))
        if self.problems:
            raise BankError(self.problems)
        return bank

    def note(self, findings: Iterable[Finding]) -> None:
        """Keep findings as problems, each with its file and line."""
        for finding in findings:
            name, path = _place(finding.path, self.areas, self.topics)
            self.problems.append(self.problem(name, path, finding.message))

    def _all(self, pattern: str, adapter: TypeAdapter[Any]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
        names = tuple(str(path.relative_to(self.folder)) for path in sorted(self.folder.glob(pattern)))
        return names, tuple(self.part(name, adapter) for name in names)

    def _optional(self, name: str) -> Any:
        return self.part(name, OPTIONAL_PARTS[name]) if (self.folder / name).exists() else None

    def part(self, name: str, adapter: TypeAdapter[Any]) -> Any:
        """The validated content of one file; None with its problems noted where it is not sound."""
        loader = None
        try:
            loader = _Loader((self.folder / name).read_text(encoding="utf-8"))
            node = self._nodes[name] = loader.get_single_node()
            if node is None:
                self.problems.append(Problem(name, 1, "the file is empty"))
                return None
            self._find_doubles(name, node)
            return adapter.validate_python(loader.construct_document(node))
        except FileNotFoundError:
            self.problems.append(Problem(name, 1, "the file is missing; every bank has one"))
        except OSError as error:
            self.problems.append(Problem(name, 1, f"the file cannot be read: {error.strerror}"))
        except UnicodeDecodeError:
            self.problems.append(Problem(name, 1, "not UTF-8 text; save the file as UTF-8"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.problems.append(Problem(name, line, f"not readable as YAML: {error.problem}"))
        except yaml.YAMLError as error:
            self.problems.append(Problem(name, 1, f"not readable as YAML: {error}"))
        except RecursionError:
            self.problems.append(Problem(name, 1, "not readable as YAML: nested too deeply"))
        except ValidationError as error:
            self.problems += [self.problem(name, item["loc"], _say(item)) for item in error.errors() if not _echo(item)]
        finally:
            if loader is not None:
                loader.dispose()
        return None

    def problem(self, name: str, path: Path_, message: str) -> Problem:
        """A problem at a path inside a file, with the line that the path stands on."""
        node = self._nodes.get(name)
        line = node.start_mark.line + 1 if node else 1
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            line, node = child
        where = ".".join(str(step) for step in path)
        return Problem(name, line, f"{where}: {message}" if where else message)

    def _find_doubles(self, name: str, node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in seen:
                        self.problems.append(Problem(name, key.start_mark.line + 1, f"{key.value!r} stands here twice"))
                    seen.add(key.value)
                self._find_doubles(name, value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                self._find_doubles(name, value)


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _echo(item: Any) -> bool:
    """Whether pydantic calls a list too short only because some of its items are at fault."""
    return bool(item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"])


def _say(item: Any) -> str:
    match item["type"]:
        case "model_type" | "dict_type":
            return f"write fields with their values here (found {str(item['input'])[:60]!r})"
        case "extra_forbidden":
            return "unknown field; remove it or mend its spelling"
        case "missing":
            return "is missing; add it"
    return f"{item['msg'][:1].lower()}{item['msg'][1:]} (found {str(item['input'])[:60]!r})"
