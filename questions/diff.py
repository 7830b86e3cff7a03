"""The differences between two banks, in words."""

from __future__ import annotations

from collections.abc import Iterator

from questions.model import Area, Bank, Question

_NAMES = {
    "ask": "the question",
    "why": "why it matters",
    "good": "what good looks like",
    "when": "when it is asked",
    "not_applicable": "does not apply",
    "not_applicable_when": "where it may not apply",
    "review": "the test-and-review action",
    "review_by": "the review date",
}
# Every part of a bank but its release, which the first line names, and its areas.
PARTS = {
    "id": "the bank's id",
    "scoring": "the scoring rule",
    "profile": "the profile",
    "law": "the law and its duties",
    "reporting": "the reporting routes",
    "threats": "the threats",
    "stages": "the stages",
    "notices": "the notices",
    "start": "the start page",
    "privacy": "the privacy notice",
    "adviser": "the adviser",
    "strategy": "the national strategy",
    "levels": "the national levels",
    "jobs": "the jobs",
    "staff_check": "the staff check",
    "cards": "the cards",
    "procedures": "the procedures",
    "what_to_notice": "the page on what to notice",
    "sources": "the sources",
    "to_verify": "what is still to be verified",
    "retired": "the retired ids",
}


def diff_lines(old: Bank, new: Bank) -> list[str]:
    """Give the changes from one bank to another as lines; one line saying so where nothing changed."""
    changes = [*_questions(old, new), *_areas(old, new)]
    changes += [f"changed  {name}" for part, name in PARTS.items() if getattr(old, part) != getattr(new, part)]
    if not changes:
        changes = ["Nothing changed." if old.release == new.release else "Nothing changed but the release."]
    return [
        f"{old.version} -> {new.version}",
        *changes,
        "Running assessments concerned: none. Each keeps the bank version that it was started with.",
    ]


def _questions(old: Bank, new: Bank) -> Iterator[str]:
    for question in new.questions:
        if question.id not in old.by_id:
            yield f"added    {question.id}: {question.ask}"
    for question in old.questions:
        if question.id not in new.by_id:
            yield f"removed  {question.id}: {question.ask}"
    for question in old.questions:
        after = new.by_id.get(question.id)
        if after is not None:
            changes = list(_changes(question, after))
            if old.area_of[question.id].id != new.area_of[question.id].id:
                changes.append(f"moved to the area {new.area_of[question.id].id}")
            if changes:
                yield f"changed  {question.id}: {'; '.join(changes)}"


def _changes(old: Question, new: Question) -> Iterator[str]:
    for field in type(old).model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        name = _NAMES.get(field, field.replace("_", " "))
        if field in ("ask", "importance", "when"):
            yield f"{name} from {before or 'always'!r} to {after or 'always'!r}"
        else:
            yield name


def _areas(old: Bank, new: Bank) -> Iterator[str]:
    yield from (f"added    the area {area.id}: {area.title}" for area in new.areas if area.id not in old.area_by_id)
    yield from (f"removed  the area {area.id}: {area.title}" for area in old.areas if area.id not in new.area_by_id)
    for area in old.areas:
        after = new.area_by_id.get(area.id)
        if after is not None and (changes := list(_area_changes(area, after))):
            yield f"changed  the area {area.id}: {'; '.join(changes)}"
    shared = set(old.area_by_id) & set(new.area_by_id)
    orders = [[area.id for area in bank.areas if area.id in shared] for bank in (old, new)]
    if orders[0] != orders[1]:
        yield "changed  the order of the areas"


def _area_changes(old: Area, new: Area) -> Iterator[str]:
    yield from (field for field in ("title", "intro") if getattr(old, field) != getattr(new, field))
    if [page.title for page in old.pages] != [page.title for page in new.pages]:
        yield "its pages"
    shared = {question.id for question in old.questions} & {question.id for question in new.questions}
    if _places(old, shared) != _places(new, shared):
        yield "the places of its questions"


def _places(area: Area, names: set[str]) -> list[tuple[int, str]]:
    """The page of each of these questions, in the order of asking."""
    return [(number, q.id) for number, page in enumerate(area.pages) for q in page.questions if q.id in names]
