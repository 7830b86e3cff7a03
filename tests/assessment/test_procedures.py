"""The procedures of a place: what applies, whose words stand where, and what a file may say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.procedures import (
    ShownField,
    ShownProcedures,
    problem_of,
    read_written,
    shown_procedures,
    tidy_field,
    tier_for,
)
from assessment.profile import Profile
from questions import Bank
from questions.conditions import Value
from questions.procedures import LONGEST, MOST_LINES, ProcedureField
from tests.reports.premises import CAFE, MOSQUE, PUB, bank

NO_ANSWERS: Mapping[str, Answer] = {}


def profile_of(place: Mapping[str, object], **changes: Value) -> Profile:
    """The profile of one of the tests' places."""
    plain: dict[str, Value] = {}
    for name, value in {**place, **changes}.items():
        plain[name] = tuple(value) if isinstance(value, list) else value  # type: ignore[assignment]
    return plain


def shown(
    profile: Profile, written: Mapping[str, str] | None = None, answers: Mapping[str, Answer] = NO_ANSWERS
) -> ShownProcedures:
    """The procedures of a place in the tier that its profile points to."""
    tier = tier_for(evaluate(bank(), profile, answers))
    return shown_procedures(bank(), profile, answers, tier, written or {})


def field(place: ShownProcedures, name: str) -> ShownField:
    """One field."""
    return place.fields[name]


def test_the_acts_four_procedures_are_there_for_every_place_with_their_sections() -> None:
    content = bank().procedures
    assert content is not None
    duties = {each.duty: each.id for each in content.procedures if each.duty}
    assert list(duties) == ["evacuation", "invacuation", "lockdown", "communication"]
    for place in (CAFE, PUB, MOSQUE):
        ids = [each.procedure.id for each in shown(profile_of(place)).procedures]
        assert set(duties.values()) <= set(ids)


def test_events_and_the_document_of_the_law_are_for_those_that_have_them() -> None:
    cafe, hall = shown(profile_of(CAFE)), shown(profile_of(PUB, people=900))
    assert (cafe.procedure("event-days"), cafe.document) == (None, None)
    assert hall.procedure("event-days") is not None
    assert hall.document is not None, "900 people: the enhanced tier"
    assert shown(profile_of(MOSQUE)).document is None, "a place of worship is in the standard tier"
    assert cafe.procedure("section-7") is None


@pytest.mark.parametrize(
    ("name", "place", "changes", "there"),
    [
        ("get-out.outside", CAFE, {}, True),
        ("get-out.outside", CAFE, {"nearby": ("vehicles",)}, False),
        ("lock-down.outside", PUB, {}, True),
        ("decide.larger-place", CAFE, {}, True),
        ("decide.larger-place", CAFE, {"setting": "building"}, False),
        ("tell-people.parents", MOSQUE, {}, True),
        ("tell-people.parents", CAFE, {}, False),
        ("suspicious-item.post", CAFE, {"activities": ("online",)}, False),
        ("suspicious-item.search", PUB, {}, True),
        ("suspicious-item.search", CAFE, {}, False),
        ("event-days.search-point", PUB, {}, True),
        ("event-days.search-point", MOSQUE, {}, False),
    ],
)
def test_what_is_asked_depends_on_the_place(
    name: str, place: Mapping[str, object], changes: Mapping[str, Value], *, there: bool
) -> None:
    assert (name in shown(profile_of(place, **changes)).fields) is there


def test_a_sentence_of_the_law_is_said_in_its_tiers_alone() -> None:
    def says(place: Profile) -> str:
        found = shown(place).procedure("decide")
        assert found is not None
        return " ".join(sentence for part in found.parts for sentence in part.says)

    assert "inspector" not in says(profile_of(CAFE))
    assert "inspector" in says(profile_of(PUB)), "650 people: the standard tier"


def test_a_suggestion_follows_the_profile_and_is_marked_until_something_is_written() -> None:
    with_glass, without = profile_of(CAFE), profile_of(CAFE, building=("none",))
    assert "windows" in field(shown(with_glass), "lock-down.words").value
    assert "windows" not in field(shown(without), "lock-down.words").value
    assert field(shown(with_glass), "lock-down.words").state == "suggested"
    written = shown(with_glass, {"lock-down.words": "Everyone in!", "lock-down.leave": ""})
    assert (field(written, "lock-down.words").value, field(written, "lock-down.words").state) == (
        "Everyone in!",
        "written",
    )
    assert (field(written, "lock-down.leave").value, field(written, "lock-down.leave").state) == ("", "empty")
    assert field(written, "lock-down.doors").state == "empty", "no door is guessed"


def test_the_address_is_filled_in_from_the_profile_and_only_if_it_is_known() -> None:
    assert field(shown(profile_of(CAFE)), "call-999.place").value == "We are at The café in Mill Lane, YO1 7HH."
    assert (
        field(shown(profile_of(CAFE, premises_name="")), "call-999.place").value == "We are at Juniper & Rye, YO1 7HH."
    )
    assert field(shown(profile_of(CAFE, postcode="")), "call-999.place").state == "empty"


def test_notes_on_questions_are_reminders_and_never_become_the_text() -> None:
    answers = {"lockdown-plan": Answer("1", "", "The bolt sticks"), "fast-locking-doors": Answer("2")}
    found = field(shown(profile_of(CAFE), answers=answers), "lock-down.doors")
    assert found.reminders == ((bank().by_id["lockdown-plan"].name, "The bolt sticks"),)
    assert found.value == ""


def test_nothing_that_a_place_did_not_write_says_where_people_shelter_or_which_door_is_weak() -> None:
    for place in (CAFE, PUB, MOSQUE):
        fields = shown(profile_of(place)).fields
        for name in ("lock-down.where", "lock-down.doors", "move-inside.safer", "get-out.ways", "get-out.meet"):
            assert fields[name].value == ""


def test_role_cards_show_what_is_written() -> None:
    place = shown(profile_of(CAFE), {"lock-down.who": "The cook", "lock-down.doors": "Front door"})
    card = next(each for each in place.cards if each.card.id == "doors")
    assert card.who is not None
    assert card.who.value == "The cook"
    assert [(title, each.value) for title, each in card.shows] == [("Doors, in order", "Front door")]


@pytest.mark.parametrize("kind", list(LONGEST))
def test_a_text_is_refused_in_words_from_one_character_or_line_too_many(kind: str) -> None:
    made = ProcedureField.model_validate({"asks": "What?", "kind": kind})
    longest, lines = LONGEST[made.kind], MOST_LINES[made.kind]
    assert problem_of(made, "x" * longest) is None
    assert problem_of(made, "x" * (longest + 1)) == f"Use {longest} characters or fewer (now {longest + 1})"
    assert problem_of(made, "\n".join("x" for _ in range(lines))) is None
    assert problem_of(made, "\n".join("x" for _ in range(lines + 1))) == f"Use {lines} lines or fewer (now {lines + 1})"


@given(st.text(max_size=300), st.sampled_from(list(LONGEST)))
def test_tidying_twice_is_tidying_once(text: str, kind: str) -> None:
    made = ProcedureField.model_validate({"asks": "What?", "kind": kind})
    once = tidy_field(made, text)
    assert tidy_field(made, once) == once
    assert kind != "line" or "\n" not in once


def test_a_file_is_read_with_every_problem_by_its_place() -> None:
    made: Bank = bank()
    said = {
        "get-out": {"meet": " The bakery ", "unknown": "x", "ways": ["a list"]},
        "lock-down": {"who": "x" * 121},
        "nonsense": {},
        "decide": "Maya",
    }
    written, problems = read_written(made, said)
    assert written == {"get-out.meet": "The bakery"}
    by_place = {each.where: each.message for each in problems}
    assert by_place["get-out.unknown"].startswith("is no field")
    assert by_place["get-out.ways"].startswith("write text")
    assert by_place["lock-down.who"] == "use 120 characters or fewer (now 121)"
    assert by_place["nonsense"].startswith("is no procedure")
    assert by_place["decide"].startswith("is no procedure")
    assert len(by_place) == 5


def test_a_question_leads_to_the_procedure_of_its_duty_first() -> None:
    found = bank().procedure_of
    assert found["lockdown-plan"] == "lock-down"
    assert found["evacuation-for-attack"] == "get-out"
    assert found["bleeding-kit"] == "first-aid"
    content = bank().procedures
    assert content is not None
    everywhere = {each.id for each in content.procedures if not each.when}
    assert set(found.values()) <= everywhere, "a link leads to a page that every place has"
