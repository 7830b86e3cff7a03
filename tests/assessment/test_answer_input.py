"""Reads answers from outside: each form of a right answer, and wrong or hostile ones named, never raised."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import Answer
from assessment.answer_input import read_answer, read_answers, ruled_out
from assessment.answers import CHOICES, LONGEST_NOTE, LONGEST_REASON
from tests.assessment.hostile import DEEP, HUGE, junk, short
from tests.assessment.make import bank_of, question

BANK = bank_of(question("locks"), question("fixed", not_applicable=False, levels=(3, 2, 0)))
LOCKS = BANK.by_id["locks"]
NO_REASON = "Say in a few words why this does not apply here"


def _one(raw: object, name: str = "locks") -> tuple[Answer | None, list[str]]:
    """What is read of one answer, and the messages of its problems."""
    answers, problems = read_answers(BANK, {name: raw})
    assert {problem.where for problem in problems} <= {name}
    return answers.get(name), [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        *((choice, Answer(choice)) for choice in CHOICES if choice != "not-applicable"),
        (3, Answer("3")),
        (0, Answer("0")),
        ({"answer": "2"}, Answer("2")),
        ({"answer": 2, "note": " Since May\r\n "}, Answer("2", note="Since May")),
        ({"answer": "not-applicable", "reason": "No doors"}, Answer("not-applicable", "No doors")),
        ({"answer": "1", "reason": "Left over"}, Answer("1")),
        ({"note": "Ask Zoë"}, Answer(None, note="Ask Zoë")),
        ({"answer": "", "note": "Ask"}, Answer(None, note="Ask")),
        ({"answer": "3", "note": None, "reason": None}, Answer("3")),
        (None, None),
        ("", None),
        ({}, None),
        ({"answer": None, "note": "  "}, None),
        ({"answer": "", "reason": "Only a reason"}, None),
    ],
    ids=short,
)
def test_right_answers(raw: object, answer: Answer | None) -> None:
    assert _one(raw) == (answer, [])


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("4", "'4'"),
        (4, "'4'"),
        (-1, "'-1'"),
        ("yes", "'yes'"),
        (" 3", "' 3'"),
        (True, "'True'"),
        (False, "'False'"),
        (3.0, "'3.0'"),
        (math.nan, "'nan'"),
        (["3"], "'a list'"),
        (b"3", "'a bytes'"),
        ("x" * 1000, repr("x" * 60)),
        ("3" + "\0" * 100, repr("3" + "\0" * 59)),
        (HUGE, "'a very large number'"),
        (DEEP, "'a list'"),
        ("٣", "'٣'"),
    ],
    ids=short,
)
def test_unknown_answers(raw: object, shown: str) -> None:
    message = f"there is no answer {shown}; use 3, 2, 1, 0, dont-know, not-applicable"
    assert _one(raw) == (None, [message])
    assert _one({"answer": raw, "note": "kept out"}) == (None, [message])


def test_question_that_always_applies() -> None:
    message = "this question applies to every place that is asked it; choose another answer"
    answer, messages = _one({"answer": "not-applicable", "reason": "But no"}, "fixed")
    assert (answer, messages) == (None, [message])


def test_level_without_an_option() -> None:
    assert _one("1", "fixed") == (None, ["this question has no option 1"])
    assert _one("2", "fixed") == (Answer("2"), [])


@pytest.mark.parametrize("reason", [None, "", "   ", "\n\t", "\u200b", "\u200d"], ids=short)
def test_not_applicable_needs_a_reason(reason: object) -> None:
    assert _one({"answer": "not-applicable", "reason": reason}) == (None, [NO_REASON])
    assert _one("not-applicable") == (None, [NO_REASON])


@pytest.mark.parametrize("raw", [5, True, ["x"], {"a": "b"}, b"x"], ids=short)
def test_words_that_are_no_text(raw: object) -> None:
    assert _one({"answer": "3", "note": raw}) == (None, ["write the note as text"])
    assert _one({"answer": "not-applicable", "reason": raw}) == (None, ["write the reason as text"])


def test_words_that_are_too_long() -> None:
    assert _one({"answer": "3", "note": "x" * LONGEST_NOTE}) == (Answer("3", note="x" * LONGEST_NOTE), [])
    answer, messages = _one({"answer": "3", "note": "x" * (LONGEST_NOTE + 1)})
    assert (answer, messages) == (None, ["Shorten the note to 2,000 characters or fewer (now 2,001)"])
    answer, messages = _one({"answer": "not-applicable", "reason": "x" * (LONGEST_REASON + 1)})
    assert (answer, messages) == (None, ["Shorten the reason to 500 characters or fewer (now 501)"])


def test_all_problems_of_all_answers_are_named_at_once() -> None:
    raw = {
        "locks": {"answer": "9", "note": 5, "colour": "red", "size": "big"},
        "doors": "3",
        "fixed": "1",
        "x" * 1000: "3",
        7: "3",
        HUGE: "3",
    }
    answers, problems = read_answers(BANK, raw)  # type: ignore[arg-type]
    assert answers == {}
    assert sorted((problem.where, problem.message.split(";")[0]) for problem in problems) == sorted(
        [
            ("locks", "unknown field 'colour'"),
            ("locks", "unknown field 'size'"),
            ("locks", "write the note as text"),
            ("locks", "there is no answer '9'"),
            ("doors", "the bank has no such question"),
            ("fixed", "this question has no option 1"),
            ("x" * 60, "the bank has no such question"),
            ("7", "the bank has no such question"),
            ("a very large number", "the bank has no such question"),
        ]
    )


def test_an_unknown_field_is_a_problem_by_itself() -> None:
    assert _one({"answer": "3", "colour": "red"}) == (None, ["unknown field 'colour'; use answer, reason and note"])


def test_a_reason_that_is_not_wanted_is_dropped_whatever_its_length() -> None:
    assert _one({"answer": "3", "reason": "x" * 1000}) == (Answer("3"), [])


def test_words_keep_their_lines() -> None:
    answer, messages = _one({"answer": "not-applicable", "reason": "No doors.\r\nNo gates.", "note": "a\n\nb"})
    assert (answer, messages) == (Answer("not-applicable", "No doors.\nNo gates.", "a\n\nb"), [])


def test_a_problem_of_one_answer_leaves_the_others() -> None:
    answers, problems = read_answers(BANK, {"locks": "9", "fixed": "3"})
    assert answers == {"fixed": Answer("3")}
    assert [problem.where for problem in problems] == ["locks"]


def test_problems_of_a_form_come_by_part() -> None:
    problems = read_answer(LOCKS, "9", 5, "x" * 3000)[1]
    assert list(problems) == ["reason", "note", "choice"]
    assert read_answer(LOCKS, "not-applicable", "No doors", "Seen")[0] == Answer("not-applicable", "No doors", "Seen")


@pytest.mark.parametrize(
    ("choice", "level"),
    [("3", 3), ("2", 2), ("1", 1), ("0", 0), ("dont-know", 0), ("not-applicable", None), (None, None)],
)
def test_level_of_an_answer(choice: str | None, level: int | None) -> None:
    answer = Answer(choice)  # type: ignore[arg-type]
    assert (answer.level, answer.answered) == (level, choice is not None)


@given(st.dictionaries(st.sampled_from(("locks", "fixed", "zzz")), junk | st.sampled_from(CHOICES)))
def test_any_input_is_read_or_named(raw: dict[str, object]) -> None:
    answers, problems = read_answers(BANK, raw)
    named = {problem.where for problem in problems}
    assert not set(answers) & named
    assert ("zzz" in raw) is ("zzz" in named)
    for name, answer in answers.items():
        back = {"answer": answer.choice, "reason": answer.reason, "note": answer.note}
        assert read_answers(BANK, {name: back}) == ({name: answer}, ())


def test_what_is_ruled_out_is_named_only_where_it_is_asked() -> None:
    made = bank_of(
        question("doors", not_applicable="people < 200"),
        question("crowd", not_applicable="people < 200", when="people >= 800"),
        question("lamp"),
    )
    given = {name: Answer("not-applicable", "No need") for name in ("doors", "crowd", "lamp")}
    assert [each.where for each in ruled_out(made, {"people": 300}, given)] == ["doors"]
    assert [*ruled_out(made, {"people": 100}, given)] == []
