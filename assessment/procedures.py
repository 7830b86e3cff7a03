"""Which procedures a place has, what they say to everyone there, and what stands in each field. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assessment.answers import Answer
from assessment.plain_text import tidy_text
from assessment.problems import InputProblem
from assessment.profile import Profile
from assessment.result import Result
from questions.model import Bank
from questions.procedures import LONGEST, MOST_LINES, Procedure, ProcedureField, ProcedurePart, RoleCard, Sentence
from questions.roles import text_of

# Whose words stand in a field: nobody's, the tool's own until somebody has checked them, or the owner's.
FieldState = Literal["empty", "suggested", "written"]


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with what stands in it; `reminders` are the owner's own notes on questions, by the question's name."""

    name: str
    field: ProcedureField
    value: str
    state: FieldState
    reminders: tuple[tuple[str, str], ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The lines of a list of steps."""
        return tuple(line for line in self.value.split("\n") if line)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as this place sees it: its sentences, and its field if it has one."""

    part: ProcedurePart
    says: tuple[str, ...]
    field: ShownField | None


@dataclass(frozen=True, slots=True)
class ShownProcedure:
    """A procedure as this place sees it."""

    procedure: Procedure
    parts: tuple[ShownPart, ...]

    @property
    def fields(self) -> tuple[ShownField, ...]:
        """Its fields, in order."""
        return tuple(part.field for part in self.parts if part.field is not None)

    @property
    def short(self) -> tuple[ShownPart, ...]:
        """What is on the sheet that is read in three minutes; parts that have nothing to say are not."""
        return tuple(
            part for part in self.parts if part.part.short and (part.says or (part.field and part.field.value))
        )

    def count(self, state: FieldState) -> int:
        """How many fields are in this state."""
        return sum(field.state == state for field in self.fields)


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card of a role: who has it, what they do, and fields with their titles."""

    card: RoleCard
    who: ShownField | None
    does: tuple[str, ...]
    shows: tuple[tuple[str, ShownField], ...]


@dataclass(frozen=True, slots=True)
class ShownProcedures:
    """All procedures of a place; `document` is the one of the law, where its tier needs it."""

    first: tuple[str, ...]
    procedures: tuple[ShownProcedure, ...]
    document: ShownProcedure | None
    cards: tuple[ShownCard, ...]

    @property
    def all(self) -> tuple[ShownProcedure, ...]:
        """Every procedure, the document of the law last."""
        return (*self.procedures, *((self.document,) if self.document else ()))

    def procedure(self, procedure_id: str) -> ShownProcedure | None:
        """The procedure with this id; None where this place has none."""
        return next((each for each in self.all if each.procedure.id == procedure_id), None)

    @property
    def fields(self) -> Mapping[str, ShownField]:
        """Every field by its name."""
        return {field.name: field for each in self.all for field in each.fields}


def shown_procedures(
    bank: Bank, profile: Profile, answers: Mapping[str, Answer], tier: str | None, written: Mapping[str, str]
) -> ShownProcedures:
    """The procedures of a place, with what its owner wrote by the name of the field. The bank must have procedures."""
    assert bank.procedures is not None
    reader = _Reader(bank, profile, answers, tier, written)
    own = tuple(reader.procedure(each) for each in bank.procedures.procedures if reader.applies(each))
    document = bank.procedures.document
    shown = reader.procedure(document) if document is not None and reader.applies(document) else None
    fields = {field.name: (each, part) for each in own for part in each.parts if (field := part.field)}
    cards = tuple(reader.card(card, fields) for card in bank.procedures.cards)
    return ShownProcedures(reader.sentences(bank.procedures.words.short_first), own, shown, cards)


def tier_for(result: Result | None) -> str | None:
    """The tier that a result says; None where there is no law or nothing settles it."""
    return result.verdict.tier if result and result.verdict else None


def tidy_field(field: ProcedureField, text: str) -> str:
    """What somebody typed in a field, as it is kept: steps have no empty lines."""
    tidied = tidy_text(text, lines=field.kind != "line")
    lines = [line.strip() for line in tidied.split("\n")]
    return "\n".join(line for line in lines if line) if field.kind == "steps" else tidied


def problem_of(field: ProcedureField, text: str) -> str | None:
    """What is wrong with the tidied text of a field; None where nothing is."""
    longest = LONGEST[field.kind]
    if len(text) > longest:
        return f"Use {longest:,} characters or fewer (now {len(text):,})"
    most, lines = MOST_LINES[field.kind], len(text.split("\n"))
    if lines > most:
        return f"Use {most} lines or fewer (now {lines})"
    return None


def read_written(bank: Bank, values: Mapping[str, object]) -> tuple[dict[str, str], tuple[InputProblem, ...]]:
    """What a file says, by procedure and part, as fields by their names, with every problem."""
    fields = bank.procedures.fields if bank.procedures else {}
    written: dict[str, str] = {}
    problems: list[InputProblem] = []
    known = {name.partition(".")[0] for name in fields}
    for procedure, parts in values.items():
        if procedure not in known or not isinstance(parts, Mapping):
            remedy = f"write one of {', '.join(sorted(known))}, with its parts" if known else "this bank has none"
            problems.append(InputProblem(str(procedure), f"is no procedure with parts; {remedy}"))
            continue
        for part, value in parts.items():
            name = f"{procedure}.{part}"
            message = _problem(fields.get(name), value)
            if message:
                problems.append(InputProblem(name, message))
            else:
                written[name] = tidy_field(fields[name], str(value))
    return written, tuple(problems)


def _problem(field: ProcedureField | None, value: object) -> str | None:
    if field is None:
        return "is no field of this procedure; questions/bank/procedures.yaml has them"
    if not isinstance(value, str):
        return "write text, in quotes where it looks like a number"
    message = problem_of(field, tidy_field(field, value))
    return message[:1].lower() + message[1:] if message else None


class _Reader:
    """Reads the bank's procedures for one place."""

    def __init__(
        self, bank: Bank, profile: Profile, answers: Mapping[str, Answer], tier: str | None, written: Mapping[str, str]
    ) -> None:
        self._bank, self._profile, self._answers = bank, profile, answers
        self._tier, self._written = tier, written
        self._levels = {name: answer.level for name, answer in answers.items() if answer.level is not None}
        roles = bank.roles
        business, place = (text_of(profile, each) for each in (roles.business_name, roles.place_name))
        self._marks = {
            "{business}": business or place,
            "{place}": place or business,
            "{postcode}": text_of(profile, roles.postcode),
        }

    def applies(self, each: Procedure | ProcedurePart | Sentence) -> bool:
        """Whether a piece of content is for this place."""
        return self._holds(each.when) and (not each.tiers or self._tier in each.tiers)

    def sentences(self, says: Iterable[str | Sentence]) -> tuple[str, ...]:
        """The sentences that are for this place."""
        return tuple(
            each if isinstance(each, str) else each.says for each in says if isinstance(each, str) or self.applies(each)
        )

    def procedure(self, procedure: Procedure) -> ShownProcedure:
        """One procedure for this place."""
        parts = (
            ShownPart(part, self.sentences(part.says), self._field(procedure, part))
            for part in procedure.parts
            if self.applies(part)
        )
        return ShownProcedure(procedure, tuple(parts))

    def card(self, card: RoleCard, fields: Mapping[str, tuple[ShownProcedure, ShownPart]]) -> ShownCard:
        """One role's card; of the fields that it shows, those that this place has and that are not empty."""
        named = [fields[name] for name in card.shows if name in fields]
        shows = tuple(
            # Words to call out are told apart by what they are for, everything else by what it is.
            (each.procedure.title if part.field.field.kind == "words" else part.part.title, part.field)
            for each, part in named
            if part.field and part.field.value
        )
        who = fields[card.who][1].field if card.who in fields else None
        return ShownCard(card, who, self.sentences(card.does), shows)

    def _field(self, procedure: Procedure, part: ProcedurePart) -> ShownField | None:
        if part.field is None:
            return None
        name = f"{procedure.id}.{part.id}"
        if name in self._written:
            value = self._written[name]
            return ShownField(name, part.field, value, "written" if value else "empty", self._reminders(part.field))
        value = self._suggestion(part.field)
        return ShownField(name, part.field, value, "suggested" if value else "empty", self._reminders(part.field))

    def _suggestion(self, field: ProcedureField) -> str:
        text = next((each.text for each in field.suggestions if self._holds(each.when)), "")
        for mark, value in self._marks.items():
            if mark in text and not value:
                return ""
            text = text.replace(mark, value)
        return tidy_field(field, text)[: LONGEST[field.kind]]

    def _reminders(self, field: ProcedureField) -> tuple[tuple[str, str], ...]:
        notes = ((name, self._answers[name].note) for name in field.notes if name in self._answers)
        return tuple((self._bank.by_id[name].name, note) for name, note in notes if note)

    def _holds(self, when: str | None) -> bool:
        return when is None or self._bank.procedure_tests[when](self._profile, self._levels)
