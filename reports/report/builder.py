"""Builds the report from the bank, the result and the local contact: titles and words for every id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.actions import CLASS_OF
from assessment.answers import Answer
from assessment.profile import fields_of
from assessment.reporting import reporting_for
from assessment.result import Action, Result, Tally
from assessment.scoring import band_at
from questions.conditions import Value
from questions.model import Bank, Question
from questions.profile import ProfileField
from questions.roles import text_of
from questions.scale import IN_PLACE, TESTED
from reports.report.awareness import awareness_part
from reports.report.change import change_part
from reports.report.dates import months_after
from reports.report.inputs import ReportInputs
from reports.report.legal import law_part
from reports.report.levels import levels_part
from reports.report.parts import Row, Score
from reports.report.report import (
    ActionClass,
    ActionLine,
    AnswerLine,
    AreaAnswers,
    Holding,
    Report,
    SourceLine,
    Strength,
    ThreatScore,
)
from reports.report.visit import visit_part
from reports.report.wording import TEST_DO, TEST_DONE_WHEN, TEST_FIRST_STEP, answer_words, headline

REVIEW_MONTHS = 6
KIND_TITLES = {"quick": "Quick check (the essential questions)", "full": "Full assessment"}


def build_report(bank: Bank, result: Result, inputs: ReportInputs) -> Report:
    """Give the report of a result. Pure: the same values give the same report."""
    actions = [_action(bank, result, action, inputs.made_on) for action in result.actions]
    answers = tuple(_area_answers(bank, result))
    lines = [line for area in answers for line in area.lines]
    bands = {band.id: band for band in bank.scoring.bands}
    business = text_of(result.profile, bank.roles.business_name) or "This business"
    return Report(
        notices=bank.notices,
        reference=inputs.reference,
        business=business,
        premises=text_of(result.profile, bank.roles.place_name),
        made_on=inputs.made_on,
        took_part=text_of(result.profile, bank.roles.respondent),
        logo=inputs.logo,
        kind_title=KIND_TITLES[result.kind],
        bank_version=result.bank_version,
        profile=tuple(profile_rows(bank, result)),
        score=_score("Overall", result.score),
        band=bands[result.band].title if result.band else None,
        band_says=bands[result.band].says if result.band else "Nothing is scored yet.",
        headline=headline(bank, result),
        holding=tuple(_holding(bank, result)),
        band_by_points=bands[result.band_by_points].title if result.band_by_points else None,
        known_percent=result.known.percent,
        dont_know_count=sum(line.state == "dont-know" for line in lines),
        asked=len(result.path),
        unanswered=tuple(line for line in lines if line.state == "unanswered"),
        areas=tuple(_score(bank.area_by_id[part.id].title, part.tally) for part in result.areas),
        stages=tuple(stage.title for stage in bank.stages),
        threats=tuple(_threats(bank, result)),
        change=change_part(bank, result, inputs.earlier) if inputs.earlier else None,
        visit=visit_part(bank, result, inputs.visit) if inputs.visit else None,
        classes=tuple(
            ActionClass(each.id, each.title, each.months, tuple(a for a in actions if a.class_id == each.id))
            for each in bank.scoring.classes
        ),
        first_actions=tuple(actions[: bank.scoring.first_actions]),
        strengths=tuple(_strengths(bank, result)),
        find_out=tuple(action for action in actions if action.kind == "find-out"),
        law=law_part(bank, result),
        levels=levels_part(bank, result),
        awareness=awareness_part(bank, result, inputs.staff_check),
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
    band: str


def example_score(bank: Bank) -> ExampleScore | None:
    """The score that the bank gives for the start page; None where it gives none."""
    given = bank.start.example_score
    if given is None:
        return None
    percent = Tally(given.points, given.most).percent
    band = next(each.title for each in bank.scoring.bands if each.id == band_at(bank.scoring, percent))
    return ExampleScore(given.points, given.most, percent, band)


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
    return tuple(
        ExampleAction(
            title=(action := bank.by_id[question].action).title,
            class_id=(class_id := CLASS_OF[bank.by_id[question].importance]),
            class_title=titles[class_id],
            effort=efforts[action.effort],
            cost=costs[action.cost],
        )
        for question in questions
    )


def profile_rows(bank: Bank, result: Result) -> Iterable[Row]:
    """The profile as names and words, in the order of its fields; empty ones are left out."""
    for field in fields_of(bank):
        value = result.profile.get(field.id)
        if value is not None and value != ():
            yield Row(field.name, value_words(field, value))


def value_words(field: ProfileField, value: Value) -> str:
    """A profile value as a person would write it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"{value:,}"
    titles = {option.id: option.title for option in field.options}
    if isinstance(value, tuple):
        return "; ".join(titles.get(item, item) for item in value)
    return titles.get(value, value)


def source_lines(bank: Bank, keys: Iterable[str]) -> tuple[SourceLine, ...]:
    """The sources named, each once, in the order of the bank's list."""
    wanted = set(keys)
    return tuple(
        SourceLine(key, source.title, source.publisher, source.url, source.as_at, source.secondary)
        for key, source in bank.sources.items()
        if key in wanted
    )


def _keys(bank: Bank, result: Result) -> Iterable[str]:
    """The sources of everything asked, and of the law where the bank has one."""
    yield from (key for question in result.path for key in bank.by_id[question].sources)
    if bank.law is not None:
        yield from bank.law.sources


def _score(title: str, tally: Tally) -> Score:
    return Score(title, tally.points, tally.most, tally.percent)


def _holding(bank: Bank, result: Result) -> Iterable[Holding]:
    ranks = {action.question: action.rank for action in result.actions}
    for question in result.held_by:
        asked = bank.by_id[question]
        yield Holding(asked.name, answer_words(bank, asked, result.answers[question]), ranks[question])


def _threats(bank: Bank, result: Result) -> Iterable[ThreatScore]:
    for threat, part in zip(bank.threats, result.threats, strict=True):
        tally = part.tally
        stages = tuple(stage.tally.percent for stage in part.stages)
        yield ThreatScore(threat.title, threat.short, threat.says, tally.points, tally.most, tally.percent, stages)


def _action(bank: Bank, result: Result, action: Action, made_on: date) -> ActionLine:
    question = bank.by_id[action.question]
    each = next(item for item in bank.scoring.classes if item.id == action.class_id)
    efforts = {choice.id: choice.title for choice in bank.scoring.efforts}
    costs = {choice.id: choice.title for choice in bank.scoring.costs}
    tests = action.kind == "test"
    return ActionLine(
        rank=action.rank,
        question_id=question.id,
        question_number=result.path.index(question.id) + 1,
        title=action.title,
        kind=action.kind,
        class_id=each.id,
        class_title=each.title,
        due=months_after(made_on, each.months),
        effort=efforts[action.effort],
        cost=costs[action.cost],
        free=action.cost == "none",
        quick_win=action.quick_win,
        gain=action.gain,
        percent_after=action.percent_after,
        up_to=action.up_to,
        why=question.why,
        do=TEST_DO if tests else question.action.do,
        first_step=TEST_FIRST_STEP if tests else question.action.first_step,
        who_helps=question.action.who_helps,
        done_when=TEST_DONE_WHEN if tests else question.action.done_when,
        sources=source_lines(bank, question.sources),
        name=question.name,
        ask=question.ask,
        answer=answer_words(bank, question, result.answers[question.id]),
        area=bank.area_of[question.id].title,
    )


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
