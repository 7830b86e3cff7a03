"""Turns a filled-in form into a profile and answers, and names in words every field that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.answer_input import read_answer
from assessment.answers import Answer
from assessment.problems import InputProblem
from assessment.profile import Profile, fields_of, fields_to_ask, read_profile
from questions.model import Bank
from questions.profile import ProfileField
from reports.forms.filled_form import FilledForm, FormRefused

TWO_TICKS = "Two answers are ticked: tick one"
LOST_REASON = "There is a reason, but “does not apply” is not ticked. The reason was left out."
PARTS = ("choice", "reason", "note")


@dataclass(frozen=True, slots=True)
class Takeover:
    """The contents of a form: valid values and answers, and every problem with the others, in the order of the form.

    The `where` of a problem is in words, for the reader of the form.

    `other_bank` is the version of the bank that the form was made with, if it is not the current one.
    """

    profile: Profile
    answers: Mapping[str, Answer]
    problems: tuple[InputProblem, ...]
    other_bank: str | None


def take_over(bank: Bank, form: FilledForm) -> Takeover:
    """Give the profile and the answers of a form. Raises FormRefused if its questions are not of this bank.

    A form of an older or newer version of the same bank is read too, as ids never change their meaning: anything that
    this version does not know is named. A question that was left empty is not among the answers.
    """
    if form.bank_id != bank.id:
        raise FormRefused("The form belongs to a different set of questions. Choose the form that you saved.")
    problems: list[InputProblem] = []
    raw = dict(form.profile) if form.profile is not None else dict(_profile(bank, form, problems))
    profile, invalid = read_profile(bank, raw)
    refs = {field.id: f"P{number}" for number, field in enumerate(fields_to_ask(bank), start=1)}
    named = {problem.where for problem in problems}
    problems += [InputProblem(each.where, each.message) for each in invalid if each.where not in named]
    problems = [InputProblem(_where(bank, refs, each.where), _sentence(each.message)) for each in problems]
    answers = dict(_answers(bank, form, problems))
    other = form.bank_version if form.bank_version != bank.version else None
    return Takeover(profile, answers, tuple(problems), other)


def refuse_other_place(form: FilledForm, reference: str) -> None:
    """Raise FormRefused for a form of another assessment than the one with this reference.

    A form without a reference is let through: whoever shows what it holds says that it cannot be told apart.
    """
    if form.reference is not None and form.reference != reference:
        raise FormRefused(
            f"This form was made for {form.reference}, and this is {reference}. Choose the form of this place, "
            "or open the other one and bring it back there."
        )


def differing_fields(bank: Bank, ours: Profile, theirs: Profile) -> list[str]:
    """The names of the profile fields where a form (`theirs`) says something else."""
    return [f.name for f in fields_of(bank) if theirs.get(f.id) is not None and theirs[f.id] != ours.get(f.id)]


def merged(old: Answer | None, new: Answer) -> Answer:
    """An answer from a form over the one that is there: a part left empty in the form keeps its old value."""
    if old is None:
        return new
    said = new if new.choice is not None else old
    return Answer(said.choice, said.reason, new.note or old.note)


def _profile(bank: Bank, form: FilledForm, problems: list[InputProblem]) -> Iterator[tuple[str, object]]:
    """The complete form's values of the profile fields, as `read_profile` takes them."""
    for each in fields_to_ask(bank):
        name = f"profile.{each.id}"
        if name in form.problems:
            problems.append(InputProblem(each.id, form.problems[name]))
            continue
        ticked = form.ticks.get(name, ())
        if each.kind in ("choice", "yes-no") and len(ticked) > 1:
            problems.append(InputProblem(each.id, TWO_TICKS))
        elif each.kind == "choices":
            chosen = [option.id for option in each.offered if form.ticks.get(f"{name}.{option.id}")]
            if chosen:
                yield each.id, chosen
        elif value := (ticked[0] if ticked else form.texts.get(name)):
            yield each.id, value


def _answers(bank: Bank, form: FilledForm, problems: list[InputProblem]) -> Iterator[tuple[str, Answer]]:
    """The answers that can be read; the others are named."""
    numbers = {question: number for number, question in enumerate(form.questions, start=1)}
    parts = {name.partition(".") for held in (form.ticks, form.texts, form.problems) for name in held}
    said = {question for part, _, question in parts if part in PARTS}
    for each in sorted(said, key=lambda question: (numbers.get(question, len(numbers)), question)):
        where = f"Question {numbers[each]}" if each in numbers else f"The question “{each[:60]}”"
        question = bank.by_id.get(each)
        if question is None:
            problems.append(InputProblem(where, "It is no longer asked in this version of the questions."))
            continue
        where = f"{where}, {question.name}"
        found = [form.problems[name] for part in PARTS if (name := f"{part}.{each}") in form.problems]
        ticked = form.ticks.get(f"choice.{each}", ())
        reason, note = form.texts.get(f"reason.{each}"), form.texts.get(f"note.{each}")
        if len(ticked) > 1:
            found.append(TWO_TICKS)
        choice = ticked[0] if len(ticked) == 1 else None
        answer, invalid = read_answer(question, choice, reason, note)
        found += invalid.values()
        problems += [InputProblem(where, _sentence(message)) for message in found]
        if reason and choice != "not-applicable" and not found:
            problems.append(InputProblem(where, LOST_REASON))
        if answer is not None and not found:
            yield each, answer


def _where(bank: Bank, refs: Mapping[str, str], field_id: str) -> str:
    known: Mapping[str, ProfileField] = {field.id: field for field in fields_of(bank)}
    return f"{refs[field_id]}, {known[field_id].name}" if field_id in known else f"The field “{field_id[:60]}”"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")
