"""An option that is no longer offered: what was chosen is still read, in its words, and its question asked again."""

from __future__ import annotations

from assessment import evaluate
from assessment.profile import fields_of, read_profile
from assessment.profile_navigation import next_profile_page
from questions import Bank
from reports.report.builder import profile_rows
from tests.assessment.law_profiles import event

WHOLE = {
    **event(),
    "business_name": "A festival",
    "postcode": "DE1 2XX",
    "staff": 60,
    "tenure": "hirer",
}


def test_an_old_profile_is_read_and_its_question_is_asked_again(project_bank: Bank) -> None:
    profile, problems = read_profile(project_bank, {**WHOLE, "event_site": "large-premises"})
    assert problems == ()
    assert profile["event_site"] == "large-premises"
    page = next_profile_page(project_bank, profile)
    assert page is not None
    assert "event_site" in {field.id for field in page.fields}
    whole, _ = read_profile(project_bank, WHOLE)
    assert next_profile_page(project_bank, whole) is None


def test_an_old_profile_prints_the_words_that_were_chosen(project_bank: Bank) -> None:
    profile, _ = read_profile(project_bank, {**WHOLE, "event_site": "large-premises"})
    rows = {row.name: row.value for row in profile_rows(project_bank, evaluate(project_bank, profile, {}))}
    assert rows["Site of the event"].startswith("At premises where 800 people or more")


def test_it_is_neither_offered_nor_named_in_a_message(project_bank: Bank) -> None:
    field = next(field for field in fields_of(project_bank) if field.id == "event_site")
    assert "large-premises" in {option.id for option in field.options}
    assert "large-premises" not in {option.id for option in field.offered}
    _, problems = read_profile(project_bank, {**WHOLE, "event_site": "nowhere"})
    assert "enhanced-premises" in problems[0].message
    assert "large-premises" not in problems[0].message
