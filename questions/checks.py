"""Checks what the bank means: that everything named exists, is reachable and is covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from questions.card_checks import card_faults, cards_by_place
from questions.conditions import ConditionError, Names, compile_condition, questions_named
from questions.model import Bank, Question
from questions.profile import ProfileField, value_types


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of meaning at a path inside the bank."""

    path: tuple[str | int, ...]
    message: str


def check_meaning(bank: Bank) -> Iterator[Finding]:
    """Give every fault of meaning in a bank whose shape is sound."""
    for check in _CHECKS:
        yield from check(bank)


def _places(bank: Bank) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    for a, area in enumerate(bank.areas):
        for p, page in enumerate(area.pages):
            for q, question in enumerate(page.questions):
                yield ("areas", a, "pages", p, "questions", q), question


def _fields(bank: Bank) -> Iterator[tuple[tuple[str | int, ...], ProfileField]]:
    for p, page in enumerate(bank.profile):
        for f, field in enumerate(page.fields):
            yield ("profile", p, "fields", f), field


def _unique(bank: Bank) -> Iterator[Finding]:
    """Every id stands once in its list."""
    law = bank.law
    lists: list[tuple[str, list[tuple[tuple[str | int, ...], str]]]] = [
        ("area", [(("areas", i, "id"), area.id) for i, area in enumerate(bank.areas)]),
        ("question", [((*path, "id"), question.id) for path, question in _places(bank)]),
        ("profile field", [((*path, "id"), field.id) for path, field in _fields(bank)]),
        ("threat", [(("threats", i, "id"), threat.id) for i, threat in enumerate(bank.threats)]),
        ("stage", [(("stages", i, "id"), stage.id) for i, stage in enumerate(bank.stages)]),
        ("band", [(("scoring", "bands", i, "id"), band.id) for i, band in enumerate(bank.scoring.bands)]),
        ("route", [(("reporting", "routes", i, "id"), each.id) for i, each in enumerate(bank.reporting.routes)]),
        ("tier", [(("law", "tiers", i, "id"), tier.id) for i, tier in enumerate(law.tiers if law else ())]),
        ("step", [(("law", "steps", i, "id"), step.id) for i, step in enumerate(law.steps if law else ())]),
        ("duty", [(("law", "duties", i, "id"), duty.id) for i, duty in enumerate(law.duties if law else ())]),
        *(
            ("option", [((*path, "options", i, "id"), option.id) for i, option in enumerate(field.options)])
            for path, field in _fields(bank)
        ),
    ]
    for kind, places in lists:
        seen: set[str] = set()
        for path, name in places:
            if name in seen:
                yield Finding(path, f"the {kind} id {name!r} is used twice; choose another")
            seen.add(name)


def _options(bank: Bank) -> Iterator[Finding]:
    """Every question can be answered at the top and at the bottom, so that every gap has an action."""
    for path, question in _places(bank):
        for level in (bank.scoring.target_level, 0):
            if level not in question.options:
                yield Finding((*path, "options"), f"there is no option for level {level}; write one")
    numbers: set[str] = set()
    for path, field in _fields(bank):
        if field.part_of is not None and (field.kind != "number" or field.part_of not in numbers or not field.above):
            yield Finding(
                (*path, "part_of"), f"{field.id!r} needs to be a number, to name an earlier number, and to have 'above'"
            )
        if field.kind == "number":
            numbers.add(field.id)
        wants = field.kind in ("choice", "choices")
        if wants and len(field.options) < 2:
            yield Finding(path, f"{field.id!r} needs at least two options")
        if not wants and field.options:
            yield Finding(path, f"{field.id!r} is of kind {field.kind}, so it takes no options")
        if field.required and field.missing is None and field.kind != "choices":
            yield Finding(path, f"{field.id!r} is required, so say in 'missing' what to do when it is empty")


def _references(bank: Bank) -> Iterator[Finding]:
    """Threats, stages, duties, sources and sectors that are named do exist."""
    threats = {threat.id for threat in bank.threats}
    stages = {stage.id for stage in bank.stages}
    duties = {duty.id for duty in bank.law.duties} if bank.law else set()
    sectors = {option.sector for _, field in _fields(bank) for option in field.options if option.sector}
    for path, question in _places(bank):
        named: list[tuple[str, tuple[str, ...], set[str]]] = [
            ("threats", question.threats, threats),
            ("stages", question.stages, stages),
            ("duties", question.duties, duties),
            ("sources", question.sources, set(bank.sources)),
            ("examples", tuple(question.examples), sectors),
        ]
        for part, values, known in named:
            for value, times in Counter(values).items():
                if times > 1:
                    yield Finding((*path, part), f"{value!r} is named twice, so it would count twice")
                if value not in known:
                    yield Finding((*path, part), f"there is no {value!r}; known: {', '.join(sorted(known)) or 'none'}")
    for key in bank.reporting.sources:
        if key not in bank.sources:
            yield Finding(("reporting", "sources"), f"there is no source {key!r}")
    if bank.law:
        yield from _law_references(bank)


def _law_references(bank: Bank) -> Iterator[Finding]:
    law = bank.law
    assert law is not None
    tiers = {tier.id for tier in law.tiers}
    named: list[tuple[tuple[str | int, ...], tuple[str, ...], tuple[str, ...]]] = [
        (("law",), (), law.sources),
        *((("law", "steps", i), (step.tier,), step.sources) for i, step in enumerate(law.steps)),
        *((("law", "duties", i), duty.tiers, duty.sources) for i, duty in enumerate(law.duties)),
    ]
    for path, tier_ids, keys in named:
        for tier in tier_ids:
            if tier not in tiers:
                yield Finding(path, f"there is no tier {tier!r}; known: {', '.join(sorted(tiers))}")
        for key in keys:
            if key not in bank.sources:
                yield Finding((*path, "sources"), f"there is no source {key!r}")


def _conditions(bank: Bank) -> Iterator[Finding]:
    """Conditions name the profile and earlier questions only; essential ones need no others."""
    earlier: set[str] = set()
    for path, question in _places(bank):
        if question.when is not None:
            yield from _condition((*path, "when"), question.when, bank.names)
            for named in _named(question.when):
                if named in bank.by_id and named not in earlier:
                    yield Finding((*path, "when"), f"{named!r} is not asked before; name earlier questions only")
                elif (
                    named in earlier
                    and question.importance == "essential"
                    and bank.by_id[named].importance != "essential"
                ):
                    message = f"{named!r} is not essential, so the quick check never asks it"
                    yield Finding((*path, "when"), message)
        earlier.add(question.id)
    profile_names = Names(value_types(bank.profile), frozenset())
    for p, page in enumerate(bank.profile):
        before = Names(value_types(bank.profile[:p]), frozenset())
        for f, field in enumerate(page.fields):
            if field.when is not None:
                # A page is sent as a whole: what it asks must be settled before it is shown.
                yield from _condition(("profile", p, "fields", f, "when"), field.when, before)
    for i, step in enumerate(bank.law.steps if bank.law else ()):
        yield from _condition(("law", "steps", i, "applies"), step.applies, profile_names)
        yield from _condition(("law", "steps", i, "when"), step.when, profile_names)


def _condition(path: tuple[str | int, ...], text: str, names: Names) -> Iterator[Finding]:
    try:
        compile_condition(text, names)
    except ConditionError as error:
        yield Finding(path, str(error))


def _named(text: str) -> tuple[str, ...]:
    try:
        return questions_named(text)
    except ConditionError:
        return ()


def _coverage(bank: Bank) -> Iterator[Finding]:
    """Every threat, stage and duty is borne on by a question; every source is used."""
    threats = Counter(threat for question in bank.questions for threat in question.threats)
    stages = Counter(stage for question in bank.questions for stage in question.stages)
    essential = {threat for q in bank.questions if q.importance == "essential" for threat in q.threats}
    duties = {duty for question in bank.questions for duty in question.duties}
    for i, threat in enumerate(bank.threats):
        if not threats[threat.id]:
            yield Finding(("threats", i), f"no question bears on the threat {threat.id!r}")
        elif threat.id not in essential:
            yield Finding(("threats", i), f"no essential question bears on the threat {threat.id!r}")
    for i, stage in enumerate(bank.stages):
        if not stages[stage.id]:
            yield Finding(("stages", i), f"no question bears on the stage {stage.id!r}")
    for i, duty in enumerate(bank.law.duties if bank.law else ()):
        if duty.id not in duties:
            yield Finding(("law", "duties", i), f"no question bears on the duty {duty.id!r}")
    used = {key for question in bank.questions for key in question.sources}
    if bank.law:
        used |= set(bank.law.sources)
        used |= {key for step in bank.law.steps for key in step.sources}
        used |= {key for duty in bank.law.duties for key in duty.sources}
    used |= {key for topic in bank.staff_check for item in topic.items for key in item.sources}
    used |= set(bank.levels.sources) if bank.levels else set()
    used |= set(bank.reporting.sources)
    used |= {key for _, card in cards_by_place(bank) for key in card.sources}
    for key in bank.sources:
        if key not in used:
            yield Finding(("sources", key), "is used by nothing; remove it or cite it")


def _scoring(bank: Bank) -> Iterator[Finding]:
    """Bands start at 0 and rise; ceilings name bands; scales hold every effort, cost and class used."""
    floors = [band.floor for band in bank.scoring.bands]
    if floors[0] != 0 or floors != sorted(set(floors)):
        yield Finding(("scoring", "bands"), "the floors must begin at 0 and rise")
    bands = {band.id for band in bank.scoring.bands}
    for i, ceiling in enumerate(bank.scoring.ceilings):
        if ceiling.band not in bands:
            yield Finding(("scoring", "ceilings", i, "band"), f"there is no band {ceiling.band!r}")
    order = [band.id for band in bank.scoring.bands]
    by_level = sorted(bank.scoring.ceilings, key=lambda ceiling: ceiling.level)
    heights = [order.index(ceiling.band) for ceiling in by_level if ceiling.band in bands]
    if heights != sorted(heights) or len({ceiling.level for ceiling in by_level}) < len(by_level):
        yield Finding(("scoring", "ceilings"), "a level has one ceiling, and a better level never a lower one")
    for importance in ("essential", "important", "useful"):
        if importance not in bank.scoring.weights:
            yield Finding(("scoring", "weights"), f"there is no weight for {importance!r}")
    scales: dict[str, set[str]] = {
        "efforts": {e for q in bank.questions for e in (q.action.effort, q.review.effort)},
        "costs": {c for q in bank.questions for c in (q.action.cost, q.review.cost)},
    }
    for part, values in scales.items():
        known = {choice.id for choice in getattr(bank.scoring, part)}
        for value in sorted(values - known):
            yield Finding(("scoring", part), f"there is no {value!r}, which a question uses")
    if [each.id for each in bank.scoring.classes] != ["now", "next", "later"]:
        yield Finding(("scoring", "classes"), "the classes are now, next and later, in this order")


def _retired(bank: Bank) -> Iterator[Finding]:
    """An id that was once used is never used again, because old answers name it; the start page's examples exist."""
    for i, example in enumerate(bank.start.example):
        if example not in bank.by_id:
            yield Finding(("start", "example", i), f"there is no question {example!r}")
    for path, question in _places(bank):
        if question.id in bank.retired:
            yield Finding((*path, "id"), f"{question.id!r} was retired and is never used again; choose another id")


def _staff_check(bank: Bank) -> Iterator[Finding]:
    """Topics and items have ids of their own, known areas and sources, and four different options."""
    seen: set[str] = set()
    topics: set[str] = set()
    for t, topic in enumerate(bank.staff_check):
        if topic.id in topics:
            yield Finding(("staff_check", t, "id"), f"the topic id {topic.id!r} is used twice; choose another")
        topics.add(topic.id)
        for area in topic.areas:
            if area not in bank.area_by_id:
                yield Finding(("staff_check", t, "areas"), f"there is no area {area!r}")
        for i, item in enumerate(topic.items):
            path = ("staff_check", t, "items", i)
            if item.id in seen:
                yield Finding((*path, "id"), f"the item id {item.id!r} is used twice; choose another")
            seen.add(item.id)
            if len({option.casefold() for option in item.options}) < len(item.options):
                yield Finding((*path, "options"), "two options are the same; write four different ones")
            for key in item.sources:
                if key not in bank.sources:
                    yield Finding((*path, "sources"), f"there is no source {key!r}")


def _levels(bank: Bank) -> Iterator[Finding]:
    """Levels and responses have ids of their own, and what they name exists."""
    levels = bank.levels
    if levels is None:
        return
    if levels.area not in bank.area_by_id:
        yield Finding(("levels", "area"), f"there is no area {levels.area!r}")
    responses = [response.id for response in levels.responses]
    for kind, ids in (("level", [level.id for level in levels.levels]), ("response", responses)):
        for i, name in enumerate(ids):
            if name in ids[:i]:
                yield Finding(("levels", f"{kind}s", i, "id"), f"the {kind} id {name!r} is used twice; choose another")
    for i, level in enumerate(levels.levels):
        if level.response not in responses:
            yield Finding(("levels", "levels", i, "response"), f"there is no response {level.response!r}")
    for key in levels.sources:
        if key not in bank.sources:
            yield Finding(("levels", "sources"), f"there is no source {key!r}")


def _cards(bank: Bank) -> Iterator[Finding]:
    """Cards have ids of their own, and what they name exists."""
    yield from (Finding(path, message) for path, message in card_faults(bank))


_CHECKS: tuple[Callable[[Bank], Iterator[Finding]], ...] = (
    _unique,
    _options,
    _references,
    _conditions,
    _coverage,
    _scoring,
    _retired,
    _staff_check,
    _levels,
    _cards,
)
