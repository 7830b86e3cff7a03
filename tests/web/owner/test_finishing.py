"""Finishing with and without gaps, opening again, and what the result page shows."""

from __future__ import annotations

import re

import pytest

from assessment.evaluation import evaluate
from assessment.result import Result
from questions import Bank
from tests.person import Person
from tests.reading import Page, words
from usecases.services import Services


def result_at(services: Services, address: str) -> Result:
    """The result by the rules alone."""
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return evaluate(services.bank, found.profile, services.store.answers(found.id), found.kind)


def gaps_on(page: Page) -> list[str]:
    """The questions that the answers page lists as open."""
    boxes = page.all("div", "gaps")
    links = [link.get("href", "") for box in boxes for link in box.iter("a")]
    return [link.rpartition("/")[2] for link in links]


def test_gaps_are_listed_and_each_leads_to_its_question(person: Person, services: Services) -> None:
    start = person.starts()
    person.follow("Start with")
    for number in range(4):
        choices = [name for name in person.page.form().offers if name.startswith("choice-")]
        person.press(dict.fromkeys(choices[number % 2 :], "2"))
    person.go(f"{start}/answers")
    gaps = gaps_on(person.page)
    assert gaps == list(result_at(services, start).unanswered)
    assert str(len(gaps)) in words(person.page.all("div", "gaps")[0])
    person.go(f"{start}/questions/{gaps[0]}")
    person.press({f"choice-{gaps[0]}": "3"})
    assert gaps_on(person.page) == gaps[1:]
    assert gaps[0] not in gaps_on(person.page)


def test_nothing_is_listed_when_all_is_answered(person: Person) -> None:
    start = person.finishes("3")
    assert gaps_on(person.go(f"{start}/answers")) == []


def test_finishing_with_gaps_works_and_says_so(person: Person, services: Services, asked_to_print: list[str]) -> None:
    start = person.starts()
    person.go(f"{start}/answers")
    person.press(button="Finish")
    assert person.at == f"{start}/result"
    result = result_at(services, start)
    assert "Provisional" in person.page.text
    assert f"{len(result.unanswered)} of {len(result.path)}" in person.page.text
    (order,) = map(services.store.find_print, asked_to_print)
    assert order is not None
    assert (order.kind, order.assessment_id) == ("plan", start.split("/")[2])
    person.follow("See which")
    assert len(gaps_on(person.page)) == len(result.path)


def test_the_result_shows_the_sum(person: Person, services: Services, bank: Bank) -> None:
    start = person.finishes("2", "dont-know", "1", "3", kind="full")
    answers = services.store.answers(start.split("/")[2])
    weights = bank.scoring.weights
    points = sum(weights[bank.by_id[q].importance] * (answer.level or 0) for q, answer in answers.items())
    most = sum(weights[bank.by_id[q].importance] * 3 for q in answers)
    percent = (200 * points + most) // (2 * most)
    text = person.page.text.replace("\u00a0", " ")
    assert f"{points} of {most} points" in text
    assert f"{percent}%" in text
    assert "Provisional" not in text
    result = result_at(services, start)
    for part in result.areas:
        assert bank.area_by_id[part.id].title in text
        assert f"{part.tally.points} of {part.tally.most}" in text


def test_the_result_says_what_holds_the_band_down(person: Person, services: Services, bank: Bank) -> None:
    start = person.starts("full")
    person.follow("Start with")
    person.answers("3")
    person.go(f"{start}/questions/security-lead")
    person.press({"choice-security-lead": "0"})
    person.press(button="Finish")
    result = result_at(services, start)
    assert result.held_by == ("security-lead",)
    assert result.band == "building"
    name = bank.by_id["security-lead"].name
    table = person.page.all("table", "answers")[0]
    assert name in words(table)
    assert "Level 2 of 4: Developing" in person.page.text
    assert "Strong" in person.page.text, "what it would be by points"


def test_six_jobs_come_first_with_what_each_brings(person: Person, services: Services) -> None:
    start = person.finishes("1", "0", "dont-know", kind="full")
    listed = [words(item) for item in person.page.all("ol", "actions")[0].iter("li")]
    jobs = result_at(services, start).jobs[:6]
    assert len(listed) == len(jobs) == 6
    for text, job in zip(listed, jobs, strict=True):
        assert text.startswith(job.title)
        assert f"{job.percent_after}" in text
        assert re.search(r"\b(Now|Next|Later)\b", text)


def test_finding_out_is_shown_as_the_most_that_it_may_bring(person: Person, services: Services) -> None:
    start = person.finishes("dont-know", "0", kind="full")
    result = result_at(services, start)
    listed = [words(item) for item in person.page.all("ol", "actions")[0].iter("li")]
    assert any(job.up_to for job in result.jobs[:6])
    for text, job in zip(listed, result.jobs[:6], strict=True):
        assert (f"Could take you from {result.score.percent}% up to {job.percent_after}%" in text) is job.up_to
        assert (f"Takes you from {result.score.percent}% to {job.percent_after}%" in text) is not job.up_to
    assert "Finding out raises the score only if the answer is good." in person.page.text


def test_a_perfect_place_has_nothing_to_put_right(person: Person) -> None:
    person.finishes("3")
    assert not person.page.all("ol", "actions")
    assert "100" in person.page.text


def test_a_place_where_nothing_applies_or_is_answered_has_no_score(person: Person) -> None:
    start = person.starts()
    person.go(f"{start}/result")
    assert "No score yet" in person.page.text
    person.go(f"{start}/plan.json")


def test_a_finished_assessment_keeps_its_profile_and_a_new_one_has_the_new(person: Person) -> None:
    start = person.finishes("2")
    person.go("/workspace")
    person.follow("See the result")
    person.go(f"{start}/answers")
    assert "finished on" in person.page.text
    links = [address for _, address in person.page.links if "/profile/" in address]
    assert not links, "its profile stands as it was"
    force = next(address for _, address in person.go(f"{start}/result").links if "/police" in address)
    profile = force.partition("/police")[0] + "/profile/place"
    person.go(profile)
    person.press({"business_name": "The New Kettle"})
    assert "The Copper Kettle" in person.go(f"{start}/result").text
    person.go(f"{start}/answers")
    person.press(button="Open it again")
    begun = person.at.removesuffix("/answers")
    assert begun != start
    assert "The New Kettle" in person.page.text
    person.press(button="Finish")
    assert person.at == f"{begun}/result"
    assert "The New Kettle" in person.page.text
    assert "The Copper Kettle" in person.go(f"{start}/result").text


def test_a_second_assessment_of_the_place_leaves_the_first_alone(person: Person) -> None:
    first = person.finishes("2")
    before = person.client.get(f"{first}/plan.json").get_json()
    person.go("/workspace")
    person.follow("assess this place again")
    kinds = person.at
    person.follow("update it first")
    assert person.at.endswith("/profile/place")
    person.go(kinds)
    person.press({"kind": "quick"})
    second = person.at
    assert second != first
    person.follow("Start with")
    person.answers("0")
    person.press(button="Finish")
    assert person.client.get(f"{first}/plan.json").get_json() == before
    assert person.client.get(f"{second}/plan.json").get_json()["score"]["percent"] == 0
    person.go("/workspace")
    assert [address for _, address in person.page.links if address.endswith("/result")] == [
        f"{second}/result",
        f"{first}/result",
    ]


@pytest.mark.parametrize("twice", ["finish", "reopen", "full"])
def test_pressing_twice_does_no_harm(person: Person, services: Services, twice: str) -> None:
    start = person.finishes("2")
    which = start.split("/")[2]
    before = services.store.find_assessment(which), services.store.answers(which)
    for _ in range(2):
        person.go(f"{start}/answers")
        person.send(f"{start}/{twice}", {})
    assert (services.store.find_assessment(which), services.store.answers(which)) == before
