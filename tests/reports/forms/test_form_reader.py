"""Filled-in forms, as other programs fill them: the same answers come back, and what cannot be read is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.answers import LONGEST_NOTE, Answer, Choice
from assessment.profile import read_profile, tidy_text
from reports.forms.filled_form import FormRefused
from reports.forms.form_import import LOST_REASON, TWO_TICKS, Takeover, merged, take_over
from reports.forms.form_reader import read_form
from reports.forms.form_sandbox import read_form_apart
from tests.reports.filling import Values, fields_of_pdf, fill_with_pikepdf, fill_with_poppler, fill_with_pypdf
from tests.reports.premises import CAFE, PUB, bank
from tests.reports.printed_forms import blank, printed

LEAD, LOCKS = "security-lead", "fast-locking-doors"
FILLERS = [fill_with_pikepdf, fill_with_pypdf, fill_with_poppler]
ASKED = [each.question for area in blank("cafe").areas for each in area.questions]
# What a keyboard can type and more than the form's own font can show; a PDF's text has no place for control characters.
ODD = "Łódź £5 – ‘naïve’ 清真寺 👩‍🚒\nline\r\nline"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.just(ODD)
REASONS = TEXTS.filter(lambda text: tidy_text(text, lines=True) != "")


def came_back(data: bytes) -> Takeover:
    return take_over(bank(), read_form(data))


def problems(data: bytes) -> list[str]:
    return [str(problem) for problem in came_back(data).problems]


@st.composite
def said(draw: st.DrawFn) -> dict[str, Answer]:
    """Answers to some of the questions of the form."""
    given_: dict[str, Answer] = {}
    for question in draw(st.lists(st.sampled_from(ASKED), unique_by=lambda each: each.id, max_size=8)):
        choices: list[Choice] = ["dont-know", *(c for c in ("3", "2", "1", "0") if int(c) in question.options)]
        choice = draw(st.sampled_from(choices + ["not-applicable"] * bool(question.not_applicable)))
        reason = draw(REASONS) if choice == "not-applicable" else ""
        given_[question.id] = Answer(choice, reason, draw(TEXTS))
    return given_


@pytest.mark.parametrize("fill", FILLERS)
@given(answers=said())
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_filled_in_comes_back(fill: Callable[[bytes, Values], bytes], answers: dict[str, Answer]) -> None:
    values = {}
    for question, answer in answers.items():
        values[f"choice.{question}"] = str(answer.choice)
        values |= {f"reason.{question}": answer.reason} if answer.reason else {}
        values |= {f"note.{question}": answer.note} if answer.note else {}
    found = came_back(fill(printed("cafe"), values))
    assert found.problems == ()
    assert found.answers == {
        question: Answer(a.choice, tidy_text(a.reason, lines=True), tidy_text(a.note, lines=True))
        for question, a in answers.items()
    }
    assert found.profile == read_profile(bank(), CAFE)[0]


def test_the_complete_form_gives_the_profile_too() -> None:
    values = {f"profile.{name}": str(PUB[name]) for name in ("business_name", "postcode", "setting", "use", "public")}
    values |= {f"profile.{name}": str(PUB[name]) for name in ("excluded_site", "tenure", "people", "staff")}
    values |= {"profile.premises_name": str(PUB["premises_name"]), "profile.took_part": str(PUB["took_part"])}
    values["profile.entry_checks"] = "yes"
    for name in ("nearby", "building", "activities"):
        chosen = PUB[name]
        assert isinstance(chosen, list)
        values |= {f"profile.{name}.{option}": "Yes" for option in chosen}
    found = came_back(fill_with_pikepdf(printed("complete"), values))
    assert found.problems == ()
    assert found.profile == read_profile(bank(), PUB)[0]


def test_what_the_profile_lacks_is_named_by_its_number_on_the_form() -> None:
    lines = problems(fill_with_pikepdf(printed("complete"), {"profile.people": "many", "profile.nearby.queues": "Yes"}))
    wanted = "Enter how many people are here at your busiest: a whole number from 1 to 500,000, such as 60."
    assert f"P8, Most people at once: {wanted}" in lines
    assert "P4, Postcode: Enter the postcode, or its first half." in lines


def ticked_twice(data: bytes, name: str) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        for box in dict(fields_of_pdf(pdf.Root.AcroForm.Fields, ""))[name].Kids.as_list()[:2]:
            box.AS = pikepdf.Name(next(state for state in box.AP.N if state != "/Off"))
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def test_two_ticks_are_refused_and_the_others_kept() -> None:
    data = ticked_twice(fill_with_pikepdf(printed("cafe"), {"choice.fast-locking-doors": "1"}), f"choice.{LEAD}")
    found = came_back(data)
    assert [str(each) for each in found.problems] == [f"Question 1, {bank().by_id[LEAD].name}: {TWO_TICKS}."]
    assert found.answers == {LOCKS: Answer("1")}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({f"choice.{LOCKS}": "not-applicable"}, "Say in a few words why this does not apply here."),
        ({f"choice.{LOCKS}": "1", f"note.{LOCKS}": "x" * (LONGEST_NOTE + 1)}, "Shorten the note to 2,000 characters"),
        ({f"choice.{LOCKS}": "1", f"note.{LOCKS}": "x" * 10_001}, "far too long (10,001 characters)"),
        ({f"choice.{LOCKS}": "7"}, "There is no answer '7'"),
        ({f"reason.{LOCKS}": "No doors"}, LOST_REASON),
    ],
)
def test_a_field_that_cannot_be_read_is_named(values: dict[str, str], words: str) -> None:
    (line,) = problems(fill_with_pikepdf(printed("cafe"), values))
    number = next(each.number for area in blank("cafe").areas for each in area.questions if each.question.id == LOCKS)
    assert line.startswith(f"Question {number}, {bank().by_id[LOCKS].name}: ")
    assert words in line


def with_marker(**changes: object) -> bytes:
    told = json.loads(blank("cafe").marker) | changes
    return fill_with_pikepdf(printed("cafe"), {"form": json.dumps(told), f"choice.{LEAD}": "2", f"choice.{LOCKS}": "1"})


def test_a_form_of_another_version_is_read_and_says_so() -> None:
    found = came_back(with_marker(bank_version="2025.01-00000000"))
    assert found.other_bank == "2025.01-00000000"
    assert found.answers[LEAD] == Answer("2")
    assert came_back(with_marker()).other_bank is None


def test_a_question_that_is_no_longer_asked_is_named() -> None:
    data = printed("cafe")
    with pikepdf.open(BytesIO(data)) as pdf:
        field = dict(fields_of_pdf(pdf.Root.AcroForm.Fields, ""))[f"note.{LEAD}"]
        field.T, field.V = pikepdf.String("no-longer-asked"), pikepdf.String("A note")
        made = BytesIO()
        pdf.save(made)
    assert problems(made.getvalue()) == [
        "The question “no-longer-asked”: It is no longer asked in this version of the questions."
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bank": "fire-safety"}, "a different set of questions"),
        ({"form": "other"}, "not one of our forms"),
        ({"kind": "all"}, "not one of our forms"),
        ({"questions": 7}, "not one of our forms"),
        ({"profile": "x"}, "not one of our forms"),
    ],
)
def test_another_form_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(FormRefused, match=words):
        came_back(with_marker(**changes))


def test_a_blank_form_is_empty() -> None:
    assert read_form(printed("cafe")).empty
    assert not read_form(with_marker()).empty


def test_a_process_of_its_own_reads_the_same() -> None:
    assert read_form_apart(with_marker()) == read_form(with_marker())


def test_an_answer_that_the_form_leaves_out_stays() -> None:
    old = Answer("not-applicable", "No doors", "Old note")
    assert merged(None, Answer("1")) == Answer("1")
    assert merged(old, Answer("1")) == Answer("1", "", "Old note")
    assert merged(old, Answer(None, "", "New note")) == Answer("not-applicable", "No doors", "New note")
