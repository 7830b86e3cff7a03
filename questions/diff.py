"""What changed between two banks, in words."""

from __future__ import annotations

from collections.abc import Iterator

from questions.model import Bank, Question

_NAMES = {
    "ask": "the question",
    "why": "why it matters",
    "good": "what good looks like",
    "when": "when it is asked",
    "not_applicable": "does not apply",
    "review": "the test-and-review action",
    "review_by": "the review date",
}


def diff_lines(old: Bank, new: Bank) -> list[str]:
    """Give the changes from one bank to another as lines; one line saying so where nothing changed."""
    lines = [f"{old.version} -> {new.version}"]
    lines += _questions(old, new)
    for part, name in (
        ("scoring", "the scoring rule"),
        ("profile", "the profile"),
        ("law", "the law and its duties"),
        ("reporting", "the reporting routes"),
        ("threats", "the threats"),
        ("stages", "the stages"),
        ("notices", "the notices"),
        ("staff_check", "the staff check"),
        ("sources", "the sources"),
    ):
        if getattr(old, part) != getattr(new, part):
            lines.append(f"changed  {name}")
    if len(lines) == 1:
        lines.append("Nothing changed.")
    lines.append("Running assessments concerned: none. Each keeps the bank version that it was started with.")
    return lines


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
        if isinstance(before, str | None) and isinstance(after, str | None) and field in ("ask", "importance", "when"):
            yield f"{name} from {before or 'always'!r} to {after or 'always'!r}"
        else:
            yield name
