"""The staff check, measured: levels at their floors, few responses, small turn-out; and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.staff_check import StaffCheck, TopicCount, measure, read_staff_check
from questions import Bank
from questions.staff_check import QuizItem, Topic
from tests.assessment.make import area, bank, question


def topic(name: str) -> Topic:
    """A topic with two items."""
    items = tuple(
        QuizItem(
            id=f"{name}-{number}",
            ask="What first?",
            options=("This", "That", "Both", "None"),
            right=1,
            why="Because.",
            trap="It is not.",
            sources=("N1",),
            review_by=date(2027, 1, 1),
        )
        for number in range(2)
    )
    return Topic(id=name, title=name.title(), briefing="Remember this.", items=items)


BANK: Bank = bank(area("a", [question("q")])).model_copy(update={"staff_check": (topic("doors"), topic("items"))})


def level(right: int, asked: int, staff: int = 10, responses: int = 10) -> int:
    """The level that one topic comes to."""
    (measured,) = measure(BANK, StaffCheck(staff, responses, {"doors": TopicCount(right, asked)}))
    return measured.level


@pytest.mark.parametrize(
    ("right", "asked", "expected"),
    [
        *((80, 100, 3), (100, 100, 3), (799, 1000, 2), (65, 100, 2), (649, 1000, 1)),
        *((45, 100, 1), (449, 1000, 0), (0, 100, 0), (4, 5, 3), (2, 3, 2), (1, 2, 1), (13, 20, 2), (9, 20, 1)),
    ],
)
def test_the_floors(right: int, asked: int, expected: int) -> None:
    assert level(right, asked) == expected
    assert level(right, asked, staff=21) == max(0, expected - 1)


@pytest.mark.parametrize(("staff", "responses", "expected"), [(10, 5, 3), (11, 5, 2), (13, 6, 2), (12, 6, 3)])
def test_under_half_takes_one_level(staff: int, responses: int, expected: int) -> None:
    assert level(9, 10, staff, responses) == expected


@pytest.mark.parametrize("responses", range(8))
def test_fewer_than_five_show_nothing(responses: int) -> None:
    assert bool(measure(BANK, StaffCheck(8, responses, {"doors": TopicCount(1, 2)}))) is (responses >= 5)


def test_topics_come_in_the_bank_s_order_and_only_where_asked() -> None:
    counts = {"items": TopicCount(1, 2), "doors": TopicCount(2, 2), "other": TopicCount(1, 1)}
    assert [each.topic for each in measure(BANK, StaffCheck(9, 9, counts))] == ["doors", "items"]
    assert measure(BANK, StaffCheck(9, 9, {"doors": TopicCount(0, 0)})) == ()


@given(st.integers(1, 500), st.integers(0, 500), st.integers(5, 60), st.integers(5, 60))
def test_more_right_answers_never_lower_the_level(asked: int, right: int, staff: int, responses: int) -> None:
    right = min(right, asked - 1)
    assert 0 <= level(right, asked, staff, responses) <= level(right + 1, asked, staff, responses) <= 3


def good(**changes: object) -> dict[str, Any]:
    """A sound input, with some fields changed."""
    return {"staff": 12, "responses": 9, "topics": {"doors": {"right": 12, "asked": 18}}, **changes}


def test_a_sound_input() -> None:
    assert read_staff_check(BANK, good()) == (StaffCheck(12, 9, {"doors": TopicCount(12, 18)}), ())


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"staff": 0}, "staff", "from 1 to 500,000"),
        ({"staff": True}, "staff", "from 1 to 500,000"),
        ({"staff": "12"}, "staff", "not '12'"),
        ({"staff": None}, "staff", "not 'None'"),
        ({"staff": 10**30}, "staff", "a very large number"),
        ({"responses": 13}, "responses", "from 0 to 12, not '13'"),
        ({"responses": -1}, "responses", "from 0 to 12"),
        ({"topics": None}, "topics", "must be a list of topics"),
        ({"topics": [1]}, "topics", "must be a list of topics"),
        ({"topics": {"dors": {"right": 1, "asked": 2}}}, "topics.dors", "no such topic; choose from doors, items"),
        ({"topics": {7: {"right": 1, "asked": 2}}}, "topics.7", "no such topic"),
        ({"topics": {"doors": 3}}, "topics.doors", "write it like {right: 30, asked: 36}"),
        ({"topics": {"doors": {"right": 3}}}, "topics.doors", "write it like"),
        ({"topics": {"doors": {"right": 3, "asked": 4, "x": 1}}}, "topics.doors", "write it like"),
        ({"topics": {"doors": {"right": 5, "asked": 4}}}, "topics.doors.right", "from 0 to 4"),
        ({"topics": {"doors": {"right": 5, "asked": 19}}}, "topics.doors.asked", "from 0 to 18"),
        ({"topics": {"doors": {"right": 1.5, "asked": 4}}}, "topics.doors.right", "from 0 to 4"),
        ({"colour": "red"}, "colour", "unknown; a staff check holds staff, responses and topics"),
    ],
)
def test_each_problem_alone_is_named(changes: dict[str, object], where: str, says: str) -> None:
    check, problems = read_staff_check(BANK, good(**changes))
    assert check is None
    assert [problem.where for problem in problems] == [where]
    assert says in problems[0].message
