"""Reads a profile and answers from a YAML file, for the command line, with every problem named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.profile import Profile, read_profile, tidy_text
from assessment.reading import read_answers
from questions.model import Bank

LARGEST_FILE = 1_000_000
_KEYS = frozenset({"about", "profile", "answers", "kind", "reference", "date", "force"})


class InputFileError(ValueError):
    """The file cannot be used; `lines` say everything that is wrong with it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What a file says of one assessment."""

    profile: Profile
    answers: Mapping[str, Answer]
    kind: AssessmentKind
    reference: str
    date: date | None
    force_id: str | None


def read_plan_input(bank: Bank, path: Path, *, profile_only: bool = False) -> PlanInput:
    """Give the input of a file. Raises InputFileError with every problem, each with where it is."""
    document = _load(path)
    problems = [f"{key}: unknown; a file holds {', '.join(sorted(_KEYS))}" for key in document if key not in _KEYS]
    raw_profile = _mapping(document, "profile", problems)
    profile, faults = read_profile(bank, raw_profile)
    problems += [f"profile.{fault}" for fault in faults]
    raw_answers = {} if profile_only else _mapping(document, "answers", problems, required=False)
    answers, faults = read_answers(bank, raw_answers)
    problems += [f"answers.{fault}" for fault in faults]
    kind = document.get("kind", "full")
    if kind not in ("quick", "full"):
        problems.append(f"kind: write quick or full, not {str(kind)[:40]!r}")
    day = document.get("date")
    if day is not None and type(day) is not date:
        problems.append(f"date: write it like 2026-11-22, not {str(day)[:40]!r}")
    words: dict[str, str | None] = {"reference": None, "force": None}
    for key in words:
        value = document.get(key)
        if value is not None and not (isinstance(value, str) and 0 < len(value) <= 40):
            problems.append(f"{key}: write at most 40 characters of text")
        else:
            words[key] = tidy_text(value) if value else None
    if problems:
        raise InputFileError([f"{path}: {problem}" for problem in problems])
    return PlanInput(profile, answers, kind, words["reference"] or "No reference", day, words["force"])


def _load(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputFileError([f"{path}: larger than {LARGEST_FILE:,} bytes; is it the right file?"])
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputFileError([f"{path}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise InputFileError([f"{path}: not UTF-8 text; save it as UTF-8"]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputFileError([f"{path}: not readable as YAML: {' '.join(str(error).split())[:300]}"]) from error
    if not isinstance(document, Mapping):
        raise InputFileError([f"{path}: must hold a profile and answers; see the files in examples/"])
    return document


def _mapping(
    document: Mapping[str, Any], key: str, problems: list[str], *, required: bool = True
) -> Mapping[str, object]:
    value = document.get(key)
    if isinstance(value, Mapping):
        return value
    if required or value is not None:
        problems.append(f"{key}: must be a list of names with values")
    return {}
