"""Changing one's mind: from the answers page and back, in two tabs, on stale pages, from quick to full."""

from __future__ import annotations

import pytest

from assessment.answers import Answer
from assessment.path import find_path
from questions import Bank
from storage.records import Answered
from tests.person import Person
from usecases.services import Services

PAGE = "areas/leadership/1"
LEAD, DEPUTY = "security-lead", "deputy-decision-maker"


def kept(services: Services, start: str) -> dict[str, Answer]:
    """The answers in the store."""
    return services.store.answers(start.split("/")[2])


def test_a_change_lands_back_on_the_answers(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    person.press({f"choice-{LEAD}": "3", f"note-{LEAD}": "Maya"})
    person.go(f"{start}/answers?area=leadership")
    row = person.page.by_id(f"a-{LEAD}")
    link = next(row.iter("a")).get("href", "")
    person.go(link)
    assert person.page.by_id(f"q-{LEAD}") is not None
    assert person.page.form().values[f"choice-{LEAD}"] == ["3"]
    person.press({f"choice-{LEAD}": "1"})
    assert person.at == f"{start}/answers?area=leadership"
    assert kept(services, start)[LEAD] == Answer("1", "", "Maya")
    assert kept(services, start).keys() == {LEAD}


def test_a_change_with_a_fault_still_lands_back_on_the_answers(person: Person) -> None:
    start = person.starts("full")
    person.go(f"{start}/questions/{LEAD}")
    person.press({f"note-{LEAD}": "x" * 3000}, status=400)
    person.press({f"note-{LEAD}": "short", f"choice-{LEAD}": "2"})
    assert person.at == f"{start}/answers?area=leadership"


def test_back_from_a_change_leads_to_the_answers(person: Person) -> None:
    start = person.starts("full")
    person.go(f"{start}/questions/{LEAD}")
    person.follow("Back")
    assert person.at == f"{start}/answers?area=leadership"


@pytest.mark.parametrize("back", ["https://example.org", "//example.org", "answers/../..", "<b>", "x" * 500, ""])
def test_a_made_up_way_back_never_leads_away(person: Person, back: str) -> None:
    start = person.starts("full")
    client = person.client
    answer = client.get(f"{start}/{PAGE}", query_string={"back": back})
    assert "example.org" not in answer.text
    person.go(f"{start}/answers")
    profile = next(address for _, address in person.page.links if "/profile/" in address).partition("?")[0]
    for address in (profile, f"{profile.rpartition('/profile/')[0]}/police"):
        person.go(address)
        values = person.page.form().values
        sent = client.post(address, query_string={"back": back}, data=values)
        assert sent.status_code == 302
        assert client.get(address, query_string={"back": back}).status_code == 200
        arrived = client.get(sent.headers["Location"], follow_redirects=True)
        assert arrived.status_code in (200, 404)


def test_changing_the_profile_from_the_answers_lands_back_there(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/answers")
    person.follow("Change who comes")
    person.press({"people": "300"})
    assert person.at == f"{start}/answers"
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    assert found.profile["people"] == 300


def test_a_profile_change_that_opens_a_new_field_asks_for_it_and_comes_back(person: Person) -> None:
    start = person.starts("full", setting="building")
    person.go(f"{start}/answers")
    person.follow("Change what kind of place")
    person.press({"setting": "open-air"})
    assert "/profile/people" in person.at, "whether it is for open-air leisure is asked only now"
    person.press({"open_air_leisure": "no"})
    assert person.at == f"{start}/answers"


def test_answers_to_questions_that_are_not_asked_any_more_come_back(person: Person, services: Services) -> None:
    start = person.starts("full", people="900")
    person.follow("Start with")
    person.answers("2")
    before = kept(services, start)
    for people in ("60", "900"):
        person.go(f"{start}/answers")
        person.follow("Change who comes")
        person.press({"people": people})
        assert kept(services, start) == before
    assert "All" in person.page.text
    assert "not answered yet" not in person.page.text


def test_going_on_from_quick_to_full_loses_nothing(person: Person, services: Services, bank: Bank) -> None:
    quick = person.finishes("2", "dont-know", "1")
    before, result = kept(services, quick), person.client.get(f"{quick}/plan.json").get_json()
    assert before
    person.press(button="Go on to the full assessment")
    start = person.at
    assert start != quick
    assert kept(services, start) == before
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    assert (found.kind, found.finished) == ("full", None)
    person.follow("Continue")
    person.answers("3")
    path = find_path(bank, found.profile, kept(services, start))
    assert kept(services, start).keys() == {question.id for question in path}
    assert {question: kept(services, start)[question] for question in before} != before, "the pages were answered again"
    assert kept(services, quick) == before
    assert person.client.get(f"{quick}/plan.json").get_json() == result, "the quick result stays"
    finished = services.store.find_assessment(quick.split("/")[2])
    assert finished is not None
    assert finished.finished is not None
    assert f"It started from the answers of {finished.reference}" in person.go("/workspace").text


@pytest.mark.parametrize("button", ["full", "reopen"])
def test_the_same_button_pressed_twice_makes_one(person: Person, button: str) -> None:
    start = person.finishes("2")
    arrived = []
    for _ in range(2):
        person.go(f"{start}/answers")
        person.send(f"{start}/{button}", {})
        arrived.append(person.at)
    assert arrived[0] == arrived[1]
    assert not arrived[0].startswith(start)
    links = {address for _, address in person.go("/workspace").links if address.startswith("/assessments/")}
    assert len({link.split("/")[2] for link in links}) == 2


def test_an_old_tab_changes_nothing_that_is_finished_and_loses_nothing(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    person.press({f"choice-{LEAD}": "3"})
    stale = person.go(f"{start}/{PAGE}").form()
    person.go(f"{start}/answers")
    person.press(button="Finish")
    result = person.client.get(f"{start}/plan.json").get_json()
    sent = {**stale.values, f"choice-{LEAD}": ["1"], f"note-{LEAD}": ["Since the summer"]}
    page = person.send(f"{start}/{PAGE}", sent, 409)
    assert [words for _, words in page.errors] == ["This assessment is finished, so nothing on this page is saved yet"]
    values = page.form("Save in a new assessment").values
    assert (values[f"choice-{LEAD}"], values[f"note-{LEAD}"]) == (["1"], ["Since the summer"])
    assert kept(services, start) == {LEAD: Answer("3")}
    person.press(button="Save in a new assessment")
    begun = person.at.partition("/areas/")[0]
    assert begun != start
    assert kept(services, begun) == {LEAD: Answer("1", "", "Since the summer")}
    assert kept(services, start) == {LEAD: Answer("3")}
    assert person.client.get(f"{start}/plan.json").get_json() == result


def test_a_change_from_the_answers_of_a_finished_one_goes_into_a_new_one(person: Person, services: Services) -> None:
    start = person.finishes("2")
    page = person.go(f"{start}/answers")
    assert not [form for form in page.forms if "Finish and see the result" in form.buttons]
    person.go(f"{start}/questions/{LEAD}")
    assert "This assessment is finished, and it stays as it is." in person.page.text
    person.press({f"choice-{LEAD}": "0"})
    assert person.at.endswith("/answers")
    assert person.at != f"{start}/answers"
    assert kept(services, start)[LEAD] == Answer("2")
    assert kept(services, person.at)[LEAD] == Answer("0")


def test_a_profile_sent_from_an_old_tab_says_that_the_finished_one_keeps_its_own(person: Person) -> None:
    start = person.starts()
    person.go(f"{start}/answers")
    person.follow("Change who comes")
    stale, address = person.page.form(), person.at
    person.go(f"{start}/answers")
    person.press(button="Finish")
    person.send(address, {**stale.values, "people": ["300"]})
    assert person.at == f"{start}/answers"
    assert "This assessment is finished, so it keeps what you said before." in person.page.text
    assert "300" not in person.page.text


def test_two_tabs_on_two_pages_do_not_disturb_each_other(person: Person, services: Services) -> None:
    start = person.starts("full")
    first = person.go(f"{start}/{PAGE}").form()
    second = person.go(f"{start}/areas/leadership/1").form()
    person.send(f"{start}/{PAGE}", {**first.values, f"choice-{LEAD}": ["3"]})
    assert person.at != f"{start}/{PAGE}"
    other = person.at
    person.send(other, {name: each for name, each in person.page.form().values.items() if name != "csrf_token"})
    assert kept(services, start) == {LEAD: Answer("3")}
    person.send(f"{start}/{PAGE}", {**second.values, f"choice-{LEAD}": ["1"]}, 409)
    assert kept(services, start) == {LEAD: Answer("3")}, "nothing is overwritten unseen"
    person.press({f"keep-choice-{LEAD}": "mine"})
    assert kept(services, start) == {LEAD: Answer("1")}, "what was chosen counts"


def test_a_stale_page_says_nothing_of_questions_that_it_did_not_show(person: Person, services: Services) -> None:
    """The page was open in a tab before a change of the profile made it ask one question more."""
    start = person.starts("full", staff="1")
    stale = person.go(f"{start}/{PAGE}").form()
    assert f"choice-{DEPUTY}" not in stale.offers
    person.go(f"{start}/answers")
    person.follow("Change who comes")
    person.press({"staff": "5"})
    person.go(f"{start}/{PAGE}")
    person.press({f"choice-{DEPUTY}": "2", f"note-{DEPUTY}": "The rota"})
    person.send(f"{start}/{PAGE}", {**stale.values, f"choice-{LEAD}": ["3"]})
    assert kept(services, start) == {LEAD: Answer("3"), DEPUTY: Answer("2", "", "The rota")}


def test_a_page_that_is_not_asked_any_more_leads_to_the_task_list(person: Person, bank: Bank) -> None:
    start = person.starts("quick")
    pages = [(area.id, number) for area in bank.areas for number, _ in enumerate(area.pages, start=1)]
    led_on = 0
    for area, number in pages:
        person.go(f"{start}/areas/{area}/{number}")
        led_on += person.at == start
        person.page = person.go(start)
        person.go("/return")
        person.send(f"{start}/areas/{area}/{number}", {})
    assert 0 < led_on < len(pages)
    person.go(f"{start}/areas/leadership/99")
    assert person.at == start
    person.go(f"{start}/areas/no-such-area/1", 404)
    person.go(f"{start}/questions/no-such-question", 404)


def test_a_workspace_that_was_deleted_in_another_tab_is_closed(person: Person, another: Person) -> None:
    code = person.begins()
    another.returns(code)
    person.fills_profile()
    another.go("/workspace/delete")
    another.press(button="Delete everything")
    for address in ("/workspace", "/workspace/continue", "/workspace/data.json", "/workspace/delete"):
        person.go(address)
        assert person.at.startswith("/return")
    person.send("/workspace/code", {})
    assert person.at.startswith("/return")


def test_what_is_deleted_in_the_middle_of_a_request_is_not_found(
    person: Person, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = person.starts()
    look_up = services.store.answered

    def delete_afterwards(workspace_id: str, assessment_id: str) -> Answered | None:
        found = look_up(workspace_id, assessment_id)
        services.store.delete_workspace(workspace_id)
        return found

    person.go(f"{start}/{PAGE}")
    monkeypatch.setattr(services.store, "answered", delete_afterwards)
    person.press({f"choice-{LEAD}": "3"}, status=404)
