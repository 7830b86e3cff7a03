"""What a page of questions shows: answers as saved or as typed, problems, and what two people changed at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template, request, url_for
from markupsafe import Markup

from assessment.answers import CHOICES, Answer
from assessment.navigation import Progress, Step, Steps, asked_steps, minutes_left, progress_of
from assessment.profile import sector_of
from questions import Bank
from reports.report.wording import choice_labels
from usecases.answering import PARTS, fields_of
from usecases.last_time import LastTime, last_time_of
from usecases.open_assessment import OpenAssessment
from usecases.revisions import Clash, revisions_text
from usecases.threat_level import shown_level
from web.site.access import code_here, may_open, open_assessment
from web.site.answers_view import is_long
from web.site.clashes import ClashLine
from web.site.question_cache import question_html
from web.site.services import services

# What is wrong with what was sent, by question and part.
Problems = Mapping[str, Mapping[str, str]]

# What a clash calls the parts of an answer.
PART_NAMES = {"choice": "answer", "reason": "why it does not apply", "note": "note"}


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An open assessment and its pages that are asked now."""

    opened: OpenAssessment
    steps: Steps

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return progress_of(self.opened.bank, self.steps, self.opened.answers)


def open_questionnaire(assessment_id: str) -> Questionnaire:
    """The pages that this session may answer: with a code for one area, those of that area."""
    opened = open_assessment(assessment_id)
    return Questionnaire(opened, steps_for(opened, opened.answers))


def steps_for(opened: OpenAssessment, answers: Mapping[str, Answer]) -> Steps:
    steps = asked_steps(opened.bank, opened.assessment.profile, answers, opened.assessment.kind)
    code = code_here()
    area_id = code.grant.area_id if code else None
    return steps if area_id is None else Steps(step for step in steps if step.area.id == area_id)


def overview_address(assessment_id: str) -> str:
    """The page with all areas; with a code for one area, the page of that code."""
    if may_open("questionnaire.tasks", assessment_id=assessment_id):
        return url_for("questionnaire.tasks", assessment_id=assessment_id)
    return url_for("workspace.home")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of questions shows: answers, the revisions that its form carries, problems, and clashes.

    `refused` says that it was sent for a finished assessment, so that nothing of it is saved.
    """

    answers: Mapping[str, Answer]
    revisions: str
    problems: Problems = field(default_factory=dict)
    clashes: tuple[ClashLine, ...] = ()
    refused: bool = False


def revisions_for(step: Step, answers: Mapping[str, Answer]) -> str:
    return revisions_text(fields_of(step.questions, answers))


def with_mine(answers: Mapping[str, Answer], clashes: tuple[Clash, ...]) -> dict[str, Answer]:
    """The answers as they are saved, but with what was sent where two people changed the same."""
    shown, mine = dict(answers), {clash.field: str(clash.mine) for clash in clashes}
    for asked in {name.partition("-")[2] for name in mine}:
        saved = shown.get(asked, Answer(None))
        choice, reason, note = (
            mine.get(f"{part}-{asked}", value)
            for part, value in zip(PARTS, (saved.choice, saved.reason, saved.note), strict=True)
        )
        shown[asked] = Answer(next((each for each in CHOICES if each == choice), None), reason or "", note or "")
    return shown


def clash_lines(bank: Bank, step: Step, clashes: tuple[Clash, ...]) -> tuple[ClashLine, ...]:
    """The clashes in the words of the page."""
    asked, lines = {each.id: each for each in step.questions}, []
    for clash in clashes:
        part, _, question_id = clash.field.partition("-")
        labels = dict(choice_labels(bank, asked[question_id])) if part == "choice" else {}
        theirs, mine = (labels.get(str(each), str(each)) or "Nothing" for each in (clash.theirs, clash.mine))
        asks = f"{asked[question_id].name}: {PART_NAMES[part]}"
        lines.append(ClashLine(clash.field, asks, theirs, mine, f"#{clash.field}" if part != "choice" else None))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page of questions says beside its questions, but for who asks and what was answered."""

    step: Step
    area_number: int
    area_count: int
    minutes: int
    previous: Step | None
    back_to_answers: bool
    answers_area: str | None


def page_facts(way: Questionnaire, at: int) -> PageFacts:
    """The facts of one of the pages that are asked."""
    opened, step = way.opened, way.steps[at]
    return PageFacts(
        step=step,
        area_number=way.steps.areas.index(step.area.id) + 1,
        area_count=len(way.steps.areas),
        minutes=minutes_left(opened.bank, way.steps, opened.answers),
        previous=way.steps[at - 1] if at else None,
        back_to_answers=back_to_answers(opened),
        answers_area=step.area.id if is_long(len(way.steps.questions)) else None,
    )


def rendered_page(way: Questionnaire, facts: PageFacts, shown: Shown, last: LastTime | None) -> str:
    """The page from its template."""
    opened, step = way.opened, facts.step
    sector = sector_of(opened.bank, opened.assessment.profile)
    blocks: list[Markup] = [
        question_html(opened.bank, each, sector, shown.answers.get(each.id), shown.problems.get(each.id))
        for each in step.questions
    ]
    return page_from_template(
        way,
        facts,
        shown,
        blocks=blocks,
        minutes=facts.minutes,
        last=last,
        can_keep_all=last is not None and _can_keep_all(last, step, shown.answers),
    )


def page_from_template(way: Questionnaire, facts: PageFacts, shown: Shown, **view: object) -> str:
    """The page with these blocks of questions, minutes and answers of last time."""
    opened, step = way.opened, facts.step
    return render_template(
        "pages/question.html",
        opened=opened,
        step=step,
        answers=shown.answers,
        revisions=shown.revisions,
        clashes=shown.clashes,
        refused=shown.refused,
        overview=overview_address(opened.assessment.id),
        faults=[
            {"href": f"#{part}-{question}", "text": text}
            for question, parts in shown.problems.items()
            for part, text in parts.items()
        ],
        level=shown_level(services, opened.bank, opened.assessment.profile, step.area.id),
        area_number=facts.area_number,
        area_count=facts.area_count,
        previous=facts.previous,
        back_to_answers=facts.back_to_answers,
        answers_area=facts.answers_area,
        **view,
    )


def back_to_answers(opened: OpenAssessment) -> bool:
    """Whether one came here from the answers, and may go back there."""
    here = request.args.get("back") == "answers"
    return here and may_open("questionnaire.answers", assessment_id=opened.assessment.id)


def last_time_here(opened: OpenAssessment) -> LastTime | None:
    """What was said last time; with a code for others that does not open every place, nothing of another place."""
    last = last_time_of(services, opened)
    return None if last is not None and last.place is not None and not may_open("places.overview") else last


def _can_keep_all(last: LastTime, step: Step, answers: Mapping[str, Answer]) -> bool:
    """Whether the page has anything left open that can be taken over."""
    found = (last.answers.get(each.id) for each in step.questions if not answers.get(each.id, Answer(None)).answered)
    return any(each is not None and each.offered for each in found)
