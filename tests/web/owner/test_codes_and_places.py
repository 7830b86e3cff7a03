"""Codes for others where there are several places: all of them to read, one to work on, and what was said elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from assessment.answers import Answer
from storage.grants import Grant
from tests.person import Person
from tests.reading import words
from tests.web.site.holders import AREA, Holders, holders_of
from usecases.access_codes import make_code

LEAD = "security-lead"


@dataclass(frozen=True)
class Again:
    """People with each kind of code, and the address of an assessment that has last answers; an area's first page."""

    people: dict[str, Person]
    holders: Holders
    at: str

    @property
    def area(self) -> str:
        return f"{self.at}/areas/{AREA}/1"


def again(site: Flask, *, elsewhere: bool) -> Again:
    """Finish one assessment, and start another: of the same place, or of one that was added with its answers."""
    holders = holders_of(site)
    services, ours, now = holders.services, holders.workspace_id, holders.services.now()
    first = holders.here["assessment_id"]
    services.store.save_answers(ours, first, {LEAD: Answer("1", "", "Ask Maya")}, now)
    services.store.finish(ours, first, now)
    where = holders.here["premises_id"]
    if elsewhere:
        (old, *_) = services.store.premises_of(ours)
        profile = {**old.profile, "business_name": "The Third Kettle"}
        where = services.store.add_premises(ours, now, profile=profile, answers_from=first).id
    begun = services.store.start_assessment(ours, where, services.bank.version, "quick", services.now())
    grants = {
        "p": Grant("place", premises_id=where),
        "a": Grant("area", assessment_id=begun.id, area_id=AREA),
    }
    people = {"o": holders.people["o"], "r": holders.people["r"]}
    for letter, grant in grants.items():
        code, _ = make_code(services, ours, f"Again {letter}", grant)
        people[letter] = Person(site)
        people[letter].returns(code)
    return Again(people, holders, f"/assessments/{begun.id}")


@pytest.mark.parametrize("letter", "pa")
def test_a_code_for_one_place_or_area_sees_nothing_that_was_said_about_another(site: Flask, letter: str) -> None:
    found = again(site, elsewhere=True)
    owner, person, store = found.people["o"], found.people[letter], found.holders.services.store
    assert "Ask Maya" in owner.go(found.area).text
    assert "Ask Maya" in found.people["r"].go(f"{found.holders.at}/answers").text
    assert "Copper Kettle, " in words(owner.page.by_id(f"last-{LEAD}"))
    page = person.go(found.area)
    assert "Ask Maya" not in page.html
    assert not page.all("div", "last-time")
    form = page.form("Save")
    for still in (LEAD, "*"):
        person.go(found.area)
        person.send(found.area, {**form.values, "still": [still]})
    assert not [each for each in store.answers(found.at.split("/")[2]).values() if each.answered or each.note]
    if letter == "p":
        assert "was said about" not in person.go(found.at).text
        assert "was said about" in owner.go(found.at).text


@pytest.mark.parametrize("letter", "pa")
def test_what_was_said_last_time_is_still_true_by_a_code_and_bears_its_name(site: Flask, letter: str) -> None:
    found = again(site, elsewhere=False)
    person, store = found.people[letter], found.holders.services.store
    page = person.go(found.area)
    assert "Ask Maya" in words(page.by_id(f"last-{LEAD}"))
    person.send(found.area, {**page.form("Save").values, "still": [LEAD]})
    which = found.at.split("/")[2]
    assert store.answers(which)[LEAD] == Answer("1", "", "Ask Maya")
    assert store.answer_authors(which)[LEAD].name == f"Again {letter}"


@pytest.mark.parametrize("letter", "pa")
def test_what_scripts_save_bears_the_name_of_the_code(site: Flask, letter: str) -> None:
    holders = holders_of(site)
    person = holders.people[letter]
    shown = person.go(holders.area).form("Save").values
    sent = {name: shown[name][0] for name in ("csrf_token", "revisions")} | {f"choice-{LEAD}": "2"}
    assert person.client.post(f"{holders.area}/save", data=sent).status_code == 200
    which = holders.here["assessment_id"]
    assert holders.services.store.answers(which)[LEAD].choice == "2"
    assert holders.services.store.answer_authors(which)[LEAD].name == f"Holder {letter}"


def test_all_places_can_be_read_and_lead_to_nothing_that_is_refused(site: Flask) -> None:
    holders = holders_of(site)
    for ids in (holders.here, holders.elsewhere):
        which, store = ids["assessment_id"], holders.services.store
        store.save_answers(holders.workspace_id, which, {LEAD: Answer("0")}, holders.services.now())
        store.finish(holders.workspace_id, which, holders.services.now())
    reader = holders.people["r"]
    reader.go("/workspace")
    reader.follow("See all places side by side")
    assert "The Second Kettle" in reader.page.text
    links = [to for _, to in reader.page.links]
    assert not [to for to in links if to.startswith("/premises/") or "/questions/" in to]
    gap = next(to for to in links if to.endswith(f"#a-{LEAD}"))
    assert reader.go(gap.partition("#")[0]).by_id(f"a-{LEAD}") is not None
    for letter in "pa":
        assert "side by side" not in holders.people[letter].go("/workspace").text


def test_a_long_assessment_with_gaps_can_be_read_by_a_code(site: Flask) -> None:
    holders = holders_of(site)
    services, ours = holders.services, holders.workspace_id
    begun = services.store.start_assessment(
        ours, holders.here["premises_id"], services.bank.version, "full", services.now()
    )
    reader = holders.people["r"]
    reader.go(f"/assessments/{begun.id}/answers")
    reader.follow("See which")
    assert "Change" not in [word for word, _ in reader.page.links]
    few = dict.fromkeys([each.id for each in services.bank.questions if each.id != LEAD], Answer("2"))
    services.store.save_answers(ours, begun.id, few, services.now())
    reader.go(f"/assessments/{begun.id}/answers")
    reader.follow("See which")
    assert reader.page.by_id(f"a-{LEAD}") is not None


def test_what_a_code_says_is_done_bears_its_name_and_no_other(site: Flask) -> None:
    holders = holders_of(site)
    services, which, worker = holders.services, holders.here["assessment_id"], holders.people["p"]
    services.store.save_answers(holders.workspace_id, which, {LEAD: Answer("0")}, services.now())
    services.store.finish(holders.workspace_id, which, services.now())
    worker.go(f"{holders.at}/jobs")
    done = worker.page.form("In place")
    assert "by" not in done.values
    worker.send(done.action or "", {**done.values, "level": ["2"], "by": ["The owner"]})
    (update,) = services.store.progress(which).updates
    assert update.by == "Holder p"
    worker.press(button="Undo")
    assert services.store.progress(which).in_force == ()


def test_whoever_only_reads_sees_the_plan_of_today_and_can_change_nothing_of_it(site: Flask) -> None:
    holders = holders_of(site)
    services, which, reader = holders.services, holders.here["assessment_id"], holders.people["r"]
    gaps = {each: Answer("0") for each, asked in services.bank.by_id.items() if asked.importance == "essential"}
    services.store.save_answers(holders.workspace_id, which, gaps, services.now())
    services.store.finish(holders.workspace_id, which, services.now())
    owner = holders.people["o"]
    owner.go(f"{holders.at}/jobs")
    done = owner.page.form("In place")
    owner.send(done.action or "", {**done.values, "level": ["2"]})
    reader.go("/workspace")
    reader.follow("See the plan as it stands today")
    assert "when you finished on" in reader.page.text
    assert [form for form in reader.page.forms if (form.action or "").startswith(holders.at)] == []
    reader.follow("What if")
    reader.press({"days": "5", "pounds": "0"}, button="Find the best set")
    assert "About" in reader.page.text
    assert not any("what-if/plan" in (form.action or "") for form in reader.page.forms)
