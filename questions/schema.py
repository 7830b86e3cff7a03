"""JSON Schemas of the bank's files, made from the same models that read them: editors complete and check by them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from questions.reader import AREA, OPTIONAL_PARTS, PARTS, TOPIC

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The description that an editor shows beside a field, where its name does not say enough.
HELP: Mapping[str, str] = MappingProxyType(
    {
        "Action.done_when": "How to tell that it is done.",
        "Action.in_sector": "What else to do in one kind of place, by its sector (profile.yaml). Printed after 'do'.",
        "Action.effort": "How long it takes, once.",
        "Adviser.helps": "What an adviser can do for a business, in two sentences.",
        "Adviser.listen": "Where to listen to the force in a crisis.",
        "Area.id": "Never changed and never used again for something else: old assessments name it.",
        "Band.floor": "The lowest percentage of the band; the first band starts at 0.",
        "Duty.tiers": "The tiers that carry the duty.",
        "Ceiling.more_than": "A percentage of the questions of this importance on the path; left out: one is enough.",
        "Ceiling.says": "Why the band is held, in a sentence for the result page.",
        "Job.questions": "In the order of doing. Every question of the bank is in exactly one job.",
        "Job.review_title": "Shown when nothing is missing, and only tests are left.",
        "Job.saves_lives": "A label for the reader; it decides no order.",
        "Job.title": "Shown while several arrangements are missing: true whichever they are.",
        "Jobs.jobs": "The order is the expert order: what an adviser would do first where the same is missing.",
        "Law.name": "What people call it: the heading over it.",
        "Law.as_at": "The day on which the law was last read. Raise it at every release.",
        "Procedure.asks": "What the page asks of the owner, above its fields.",
        "Procedure.duty": "The duty of the law that it answers (duties.yaml).",
        "Procedure.id": "Never changed and never used again for something else: what owners wrote names it.",
        "ProcedureField.notes": "Questions whose notes are shown beside the field, as a reminder.",
        "ProcedurePart.id": "Never changed and never used again for something else: what owners wrote names it.",
        "ProcedurePart.short": "True for what is on the sheet that is read in three minutes.",
        "ProfileField.role": "What the service itself uses the field for, whatever its id. Each role at most once.",
        "ProfileField.when": "A condition on earlier pages of the profile. The field is asked only where it is true.",
        "ProfileOption.retired": "No longer offered; its id is never used again.",
        "ProfileOption.alone": "True for a choice that excludes the others, such as none of these.",
        "ProfileOption.sector": "Which examples of a question fit a place of this use.",
        "Question.ask": "The question, in at most 25 words. One arrangement a question.",
        "Question.duties": "Duties of the law that the question bears on (duties.yaml).",
        "Question.evidence": "What an adviser asks to see.",
        "Question.examples": "What it looks like in one kind of place, by its sector (profile.yaml).",
        "Question.id": "Never changed and never used again for something else: old answers name it.",
        "Question.importance": "Weighs 4 (essential), 2 (important) or 1 (useful); essential ones are the quick check.",
        "Question.name": "The arrangement in a few words, for lists and plans.",
        "Question.not_applicable": "The words of the answer that it does not apply. Left out where it always applies.",
        "Question.not_applicable_when": "A condition on the profile: the answer is offered only where it is true.",
        "Question.options": "Best first: 3 tested in the last 12 months, 2 in place, 1 partly, 0 not in place.",
        "Question.response": "The response level at which the arrangement is stepped up.",
        "Question.review_by": "The day by which someone has to review the question.",
        "Question.sources": "Keys of sources.yaml.",
        "Question.stages": "What it does about the harm (threats.yaml).",
        "Question.threats": "The kinds of harm that it bears on (threats.yaml).",
        "Question.when": "A condition, such as: people >= 200 and 'vehicles' in nearby. Left out where all are asked.",
        "QuizItem.right": "The number of the right option, from 1 to 4.",
        "QuizItem.trap": "Why a likely wrong answer is wrong.",
        "Review.do": "What to test, and how.",
        "Review.done_when": "What counts as passed.",
        "Source.as_at": "The day on which it was last read.",
        "Source.secondary": "True where the publisher is not the body that issued it.",
        "Step.applies": "A condition on the profile: the step is passed over where it is false.",
        "Step.when": "A condition on the profile: the first step where it is true settles the tier.",
        "Strand.areas": "Areas whose questions bear on it; every area is named by one strand at least.",
        "Topic.areas": "Areas whose questions go with it: where their answers are weak, the plan prints the briefing.",
    }
)

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "area": "An area: questions on pages",
        "bank": "What this bank is",
        "cards": "Cards to print and hang up",
        "duties": "The law: steps to a tier, and duties",
        "jobs": "What is done in one go, in the expert order",
        "levels": "National levels, and the responses that go with them",
        "procedures": "The procedures that a place writes for itself",
        "profile": "What is asked about the place",
        "reporting": "Who to call",
        "scoring": "The numbers of the scoring rule",
        "sources": "Where the facts come from",
        "staff-check": "A topic of the staff check",
        "style": "How the bank is written",
        "threats": "Kinds of harm, and what is done about them",
        "what-to-notice": "The public page: what to notice, and how to report it",
    }
)


def schema_files() -> dict[str, str]:
    """The text of each schema, by the name of its file. The same models give the same text."""
    adapters = {name.removesuffix(".yaml"): adapter for name, adapter in (PARTS | OPTIONAL_PARTS).items()}
    adapters |= {"area": AREA, "staff-check": TOPIC}
    return {f"{name}.json": _text(name, adapters[name]) for name in sorted(adapters)}


def _text(name: str, adapter: TypeAdapter[Any]) -> str:
    schema = adapter.json_schema(schema_generator=_Editors)
    for model, part in {_model(schema): schema, **schema.get("$defs", {})}.items():
        for field, shape in part.get("properties", {}).items():
            if text := HELP.get(f"{model}.{field}"):
                shape["description"] = text
    titled = {"$schema": DIALECT, **schema, "title": _TITLES[name]}
    return json.dumps(titled, indent=2, ensure_ascii=False) + "\n"


def _model(schema: JsonSchemaValue) -> str:
    return str(schema.get("title", ""))


class _Editors(GenerateJsonSchema):
    """Whole-number keys become named ones, because JSON has no others; titles made of field names are left out."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        keys: Any = schema.get("keys_schema", {})
        if keys.get("type") != "int":
            return super().dict_schema(schema)
        value = self.generate_inner(schema["values_schema"])
        levels = [str(level) for level in range(keys["le"], keys["ge"] - 1, -1)]
        shape = {"type": "object", "properties": dict.fromkeys(levels, value), "additionalProperties": False}
        return {
            **shape,
            "required": [levels[0], levels[-1]],
        }  # questions/checks/fields.py wants the top and the bottom level

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic's own signature
        return False
