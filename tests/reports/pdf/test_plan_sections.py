"""The sections of the record that not every place has: change, levels, staff check, what does not apply."""

from __future__ import annotations

from dataclasses import replace

from assessment.staff_check import StaffCheck, TopicCount
from reports.pdf.plan import record_html
from tests.reports.opened import record
from tests.reports.premises import CAFE, INPUTS, STAFF_CHECK, answers, places, report


def test_changes_are_printed_with_their_answers() -> None:
    opened, change = record("pub"), places()["pub"].change
    assert change is not None
    assert change.up
    assert change.down
    assert opened.holds(change.headline)
    for line in (*change.up[:6], *change.down[:6]):
        assert opened.holds(f"{line.name} {line.before} {line.after}")
    assert all(opened.holds(line.name) for line in (*change.up, *change.down))
    assert "Change since" not in record("cafe").text


def test_what_is_ready_if_the_level_rises() -> None:
    opened, levels = record("pub"), places()["pub"].levels
    assert levels is not None
    measures = [each for response in levels.responses for each in response.measures]
    assert len(measures) == 2
    assert all(opened.holds(f"{each.name} Q{each.number} {each.answer}") for each in (*measures, *levels.general))
    assert opened.holds("Keep this part private.")
    steps = [step for response in levels.responses for step in response.steps]
    assert len(steps) >= 8
    assert all(opened.holds(step) for step in steps)
    assert "This plan does not name today’s level" in record_html(places()["pub"])  # a page may end within it


def test_the_staff_check_by_topic_with_briefings_for_the_weakest() -> None:
    opened, found = record("pub"), places()["pub"].awareness
    assert found is not None
    assert opened.holds("21 of the 45 people")
    assert opened.holds("one level lower")
    assert [each.level for each in found.topics] == [2, 2, 1, 0, 0, 0, 0, 0]
    assert all(opened.holds(f"{each.right} of {each.asked}") for each in found.topics)
    weakest = sorted(found.topics, key=lambda each: each.percent)[:3]
    assert [each.name for each in found.briefings] == [each.title for each in weakest]
    assert all(opened.holds(each.value) for each in found.briefings)


def test_thousands_have_a_comma() -> None:
    topic = next(iter(STAFF_CHECK.topics))
    check = StaffCheck(4500, 2100, {topic: TopicCount(1700, 6300)})
    html = record_html(report(CAFE, answers("1"), inputs=replace(INPUTS, staff_check=check)))
    assert "2,100 of the 4,500 people" in html
    assert "1,700 of 6,300" in html


def test_without_a_staff_check_the_answers_choose_the_briefings() -> None:
    opened, found = record("cafe"), places()["cafe"].awareness
    assert found is not None
    assert opened.holds("No staff check has been run here.")
    assert 1 <= len(found.briefings) <= 3
    assert all(opened.holds(each.value) for each in found.briefings)
    best = places()["all-tested"].awareness
    assert best is not None
    assert best.briefings == ()


def test_too_few_responses_show_nothing() -> None:
    few = StaffCheck(9, 4, STAFF_CHECK.topics)
    plan_of_few = report(CAFE, answers("1"), inputs=replace(INPUTS, staff_check=few))
    assert plan_of_few.awareness is not None
    assert plan_of_few.awareness.topics == ()
    html = record_html(plan_of_few)
    assert "Fewer than five people took part" in html
    assert "60 of 63" not in html


def test_not_applicable_questions_are_printed_with_their_reasons() -> None:
    opened, left_out = record("pub"), places()["pub"].not_applicable
    assert left_out
    assert all(opened.holds(f"Q{line.number} {line.name} {line.reason}") for line in left_out)
    assert "Does not apply" not in [title for _, title in record("mosque").bookmarks]
