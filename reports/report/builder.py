"""Builds the report from the bank, the result and the local contact: titles and words for every id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.answers import Answer
from assessment.bands import band_at
from assessment.due import months_after
from assessment.jobs import URGENCY, classes_of
from assessment.profile import fields_of
from assessment.reporting import reporting_for
from assessment.result import Result, Tally
from questions.conditions import Value
from questions.model import Bank, Question
from questions.profile import ProfileField
from questions.roles import text_of
from questions.scale import IN_PLACE, TESTED
from reports.report.awareness import awareness_part
from reports.report.change import change_part
from reports.report.holdings import essential_gaps, holdings
from reports.report.inputs import ReportInputs
from reports.report.job_lines import job_lines, source_lines
from reports.report.job_parts import JobClass
from reports.report.legal import law_part
from reports.report.levels import levels_part
from reports.report.parts import Row, Score
from reports.report.report import AnswerLine, AreaAnswers, Report, Strength, ThreatScore
from reports.report.today import today_part
from reports.report.visit import visit_part
from reports.report.wording import answer_words, level_words, sum_says, verdict, without_band

REVIEW_MONTHS = 6
KIND_TITLES = {"quick": "Quick check (the essential questions)", "full": "Full assessment"}


def build_report(bank: Bank, result: Result, inputs: ReportInputs) -> Report:
    """Give the report of a result. Pure: the same values give the same report."""
    jobs = job_lines(bank, result, inputs.made_on, inputs.progress)
    answers = tuple(_area_answers(bank, result))
    lines = [line for area in answers for line in area.lines]
    bands = {band.id: band for band in bank.scoring.bands}
    return Report(
        notices=bank.notices,
        reference=inputs.reference,
        business=text_of(result.profile, bank.roles.business_name) or "This business",
        premises=text_of(result.profile, bank.roles.place_name),
        made_on=inputs.made_on,
        took_part=text_of(result.profile, bank.roles.respondent),
        logo=inputs.logo,
        kind_title=KIND_TITLES[result.kind],
        bank_version=result.bank_version,
        profile=tuple(profile_rows(bank, result)),
        score=_score("Overall", result.score),
        band=bands[result.band].title if result.band else None,
        band_at=(list(bands).index(result.band) + 1, len(bands)) if result.band else None,
        band_says=bands[result.band].says if result.band else without_band(result),
        verdict=verdict(bank, result),
        sum_says=sum_says(bank, result),
        essentials=result.essentials,
        not_asked=result.not_asked,
        holding=holdings(bank, result),
        essential_gaps=essential_gaps(bank, result),
        band_by_points=bands[result.band_by_points].title if result.band_by_points else None,
        known_percent=result.known.percent,
        dont_know_count=sum(line.state == "dont-know" for line in lines),
        asked=len(result.path),
        unanswered=tuple(line for line in lines if line.state == "unanswered"),
        areas=tuple(_score(bank.area_by_id[part.id].title, part.tally) for part in result.areas),
        stages=tuple(stage.title for stage in bank.stages),
        threats=tuple(_threats(bank, result)),
        change=change_part(bank, result, inputs.earlier) if inputs.earlier else None,
        today=today_part(bank, result, jobs, inputs.progress),
        visit=visit_part(bank, result, inputs.visit) if inputs.visit else None,
        classes=tuple(
            JobClass(each.id, each.title, each.months, tuple(job for job in jobs if job.class_id == each.id))
            for each in bank.scoring.classes
        ),
        first_count=bank.scoring.first_actions,
        order_says=bank.scoring.order,
        strengths=tuple(_strengths(bank, result)),
        find_out=tuple(action for job in jobs for action in job.actions if action.kind == "find-out"),
        law=law_part(bank, result),
        levels=levels_part(bank, result),
        awareness=awareness_part(bank, result, inputs.staff_check, inputs.staff_check_ended),
        not_applicable=tuple(line for line in lines if line.state == "not-applicable"),
        adviser=bank.adviser,
        contact=inputs.contact if bank.adviser else None,
        reporting=reporting_for(bank, result.profile),
        review_on=months_after(inputs.made_on, REVIEW_MONTHS),
        answers=answers,
        rule=bank.scoring.rule,
        sources=source_lines(bank, _keys(bank, result)),
        attribution=inputs.attribution if bank.adviser else (),
        calendar=inputs.calendar,
    )


@dataclass(frozen=True, slots=True)
class ExampleScore:
    """The score of the start page's example, with its band."""

    points: int
    most: int
    percent: int | None
    level: str


def example_score(bank: Bank) -> ExampleScore | None:
    """The score that the bank gives for the start page; None where it gives none."""
    given = bank.start.example_score
    if given is None:
        return None
    percent = Tally(given.points, given.most).percent
    return ExampleScore(given.points, given.most, percent, level_words(bank, band_at(bank.scoring, percent) or ""))


@dataclass(frozen=True, slots=True)
class ExampleAction:
    """An action as the start page shows it."""

    title: str
    class_id: str
    class_title: str
    effort: str
    cost: str


def example_actions(bank: Bank, questions: Iterable[str]) -> tuple[ExampleAction, ...]:
    """The actions that some questions lead to where nothing is in place, for the start page."""
    efforts = {choice.id: choice.title for choice in bank.scoring.efforts}
    costs = {choice.id: choice.title for choice in bank.scoring.costs}
    titles = {each.id: each.title for each in bank.scoring.classes}
    asked = sorted((bank.by_id[question] for question in questions), key=lambda each: URGENCY[each.importance])
    return tuple(
        ExampleAction(
            title=question.action.title,
            class_id=class_id,
            class_title=titles[class_id],
            effort=efforts[question.action.effort],
            cost=costs[question.action.cost],
        )
        for question, class_id in zip(asked, classes_of([URGENCY[each.importance] for each in asked]), strict=True)
    )


def profile_rows(bank: Bank, result: Result) -> Iterable[Row]:
    """The profile as names and words, in the order of its fields; empty ones are left out."""
    for field in fields_of(bank):
        value = result.profile.get(field.id)
        if value is not None and (words := value_words(field, value)):
            yield Row(field.name, words)


def value_words(field: ProfileField, value: Value) -> str:
    """A profile value as a person would write it; an option that the bank has since retired says nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"{value:,}"
    titles = {option.id: option.title for option in field.options}
    if isinstance(value, tuple):
        return "; ".join(titles.get(item, item) for item in value if item not in field.retired_ids)
    return titles.get(value, value)


def _keys(bank: Bank, result: Result) -> Iterable[str]:
    """The sources of everything asked, and of the law where the bank has one."""
    yield from (key for question in result.path for key in bank.by_id[question].sources)
    if bank.law is not None:
        yield from bank.law.sources


def _score(title: str, tally: Tally) -> Score:
    return Score(title, tally.points, tally.most, tally.percent)


def _threats(bank: Bank, result: Result) -> Iterable[ThreatScore]:
    for threat, part in zip(bank.threats, result.threats, strict=True):
        tally = part.tally
        stages = tuple(stage.tally.percent for stage in part.stages)
        yield ThreatScore(threat.title, threat.short, threat.says, tally.points, tally.most, tally.percent, stages)


def _strengths(bank: Bank, result: Result) -> Iterable[Strength]:
    for question_id in result.path:
        answer = result.answers.get(question_id)
        if answer is not None and answer.level is not None and answer.level >= IN_PLACE:
            question = bank.by_id[question_id]
            words = answer_words(bank, question, answer)
            yield Strength(question.name, bank.area_of[question_id].title, words, answer.level == TESTED)


def _area_answers(bank: Bank, result: Result) -> Iterable[AreaAnswers]:
    for part in result.areas:
        questions = [q for q in bank.area_by_id[part.id].questions if q.id in result.path]
        lines = tuple(_answer_line(bank, q, result.path.index(q.id) + 1, result.answers.get(q.id)) for q in questions)
        yield AreaAnswers(bank.area_by_id[part.id].title, lines)


def _answer_line(bank: Bank, question: Question, number: int, answer: Answer | None) -> AnswerLine:
    level = answer.level if answer else None
    weight = bank.scoring.weights[question.importance]
    return AnswerLine(
        question_id=question.id,
        number=number,
        name=question.name,
        ask=question.ask,
        importance=question.importance,
        state=_state(answer),
        answer=answer_words(bank, question, answer),
        reason=answer.reason if answer else "",
        note=answer.note if answer else "",
        points=None if level is None else weight * level,
        most=None if level is None else weight * TESTED,
    )


def _state(answer: Answer | None) -> str:
    if answer is None or not answer.answered:
        return "unanswered"
    return answer.choice if answer.choice in ("dont-know", "not-applicable") else "answered"
