"""A question as text, in the order of the page, for editors."""

from __future__ import annotations

from textwrap import fill

from questions.model import Bank, Question

WIDTH = 88


def preview_lines(bank: Bank, question: Question) -> list[str]:
    """Give the question as a page would show it, then what its answers lead to."""
    area, number = bank.place_of[question.id]
    lines = [f"{area.title} > {area.pages[number - 1].title}", "", _wrap(question.ask), ""]
    lines += ["Why it matters, and what good looks like", _wrap(question.why, "  ")]
    lines += [_wrap(f"- {point}", "  ") for point in question.good]
    lines += [_wrap(f"- For {sector}: {text}", "  ") for sector, text in question.examples.items()]
    lines += ["", *(f"( ) {text}" for _, text in sorted(question.options.items(), reverse=True))]
    lines += [f"( ) {bank.scoring.dont_know}"]
    if question.not_applicable:
        offered = f" (offered when: {question.not_applicable_when})" if question.not_applicable_when else ""
        lines.append(f"( ) {question.not_applicable}{offered}")
    action, review = question.action, question.review
    lines += ["", f"If it is not in place: {action.title} ({action.effort}, cost {action.cost})"]
    lines += [
        _wrap(f"{name}: {text}", "  ")
        for name, text in (
            ("Do", action.do),
            *((f"For {sector}", text) for sector, text in action.in_sector.items()),
            ("First step", action.first_step),
            ("Who can help", action.who_helps),
            ("Done when", action.done_when),
        )
    ]
    lines += [f"If it is in place but not tested: {review.title} ({review.effort}, cost {review.cost})"]
    tests = (("Do", review.do), ("Passed when", review.done_when))
    lines += [_wrap(f"{name}: {text}", "  ") for name, text in tests if text]
    lines += ["", _wrap(f"Evidence: {question.evidence}")]
    lines += [
        f"In lists: {question.name} ({question.id}).",
        f"Importance: {question.importance}. Asked when: {question.when or 'always'}.",
        f"Threats: {', '.join(question.threats)}. Stages: {', '.join(question.stages)}.",
        f"Duties: {', '.join(question.duties) or 'none'}. Response level: {question.response or 'none'}.",
        f"Sources: {'; '.join(f'{key} {bank.sources[key].title}' for key in question.sources)}.",
        f"Review by: {question.review_by}.",
    ]
    return lines


def _wrap(text: str, indent: str = "") -> str:
    rest = indent + "  " * bool(indent)
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)
