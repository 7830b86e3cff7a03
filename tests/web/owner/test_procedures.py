"""The procedures of a place: filled in, marked where the tool filled in, printed, and kept from everybody else."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from printing.print_orders import order_print
from printing.print_queue import print_order
from tests.person import Person
from tests.reading import words
from tests.web.owner.test_leaving import everything
from tests.web.site.holders import holders_of
from usecases.procedures import procedures_of
from usecases.services import Services

SHELTER = "The cold store behind the bar"
FILLED_IN = "Filled in for you"


def at(services: Services, address: str) -> str:
    """The address of the procedures of an assessment's place."""
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return f"/premises/{found.premises_id}/procedures"


@pytest.fixture
def start(person: Person) -> str:
    """The address of a finished assessment."""
    return person.finishes("2", "1", "0")


@pytest.fixture
def place(services: Services, start: str) -> str:
    """The address of the procedures of its place."""
    return at(services, start)


def texts(person: Person, address: str) -> dict[str, str]:
    """What stands in the fields of a page."""
    values = person.go(address).form("Save").values
    return {name: "".join(each) for name, each in values.items() if "." in name}


def test_the_result_and_the_plan_lead_there_and_the_list_to_every_procedure(
    person: Person, services: Services, start: str, place: str
) -> None:
    person.go(f"{start}/result")
    assert ("Your procedures", place) in person.page.links
    person.go(f"{start}/jobs")
    person.follow("Write your procedures")
    assert person.at == place
    (found,) = services.store.premises_of(_workspace(services, start))
    shown = procedures_of(services, found).shown
    for each in shown.procedures:
        person.go(place)
        person.follow(each.procedure.title)
        assert words(person.page.all("h1")[0]) == each.procedure.title
        assert all(sentence in person.page.text for part in each.parts for sentence in part.says)
    assert shown.document is None
    assert "section 7" not in person.go(place).text


def test_the_plan_leads_from_its_action_to_the_page_where_it_is_written_down(
    person: Person, start: str, place: str
) -> None:
    person.go(f"{start}/jobs")
    links = dict(person.page.links)
    assert links["Your procedures: Plan for locking down"] == f"{place}/lock-down"


def test_what_is_written_is_kept_and_the_next_page_follows(person: Person, place: str) -> None:
    person.go(f"{place}/get-out")
    person.press({"get-out.meet": "The bakery", "get-out.ways": "Kitchen door \n\n  Front door"}, button="Save")
    assert person.at == f"{place}/move-inside"
    assert "Saved: get people out." in person.page.text
    kept = texts(person, f"{place}/get-out")
    assert kept["get-out.meet"] == "The bakery"
    assert kept["get-out.ways"] == "Kitchen door\nFront door"
    person.go(f"{place}/afterwards")
    person.press(button="Save")
    assert person.at == place, "after the last comes the list"
    assert "2 of 5 written, 1 to check" in person.page.text


def test_what_the_tool_filled_in_is_marked_until_it_is_checked_changed_or_taken_out(person: Person, place: str) -> None:
    page = person.go(f"{place}/lock-down")
    suggested = texts(person, f"{place}/lock-down")
    assert suggested["lock-down.words"].startswith("Attack outside.")
    assert "windows" in suggested["lock-down.words"], "the profile has large windows"
    assert page.text.count(FILLED_IN) == 2
    person.press(button="Save")
    assert person.go(f"{place}/lock-down").text.count(FILLED_IN) == 2, "nothing is confirmed by itself"
    person.press({"lock-down.leave": "", "checked": "yes"}, button="Save")
    page = person.go(f"{place}/lock-down")
    assert FILLED_IN not in page.text
    assert texts(person, page.address) == {**suggested, "lock-down.leave": ""}


def test_notes_on_questions_are_shown_as_reminders(person: Person, services: Services) -> None:
    start = person.starts("full")
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    person.go(f"{start}/questions/lockdown-plan")
    person.press({"note-lockdown-plan": "The kitchen bolt sticks"}, button="Save")
    page = person.go(f"{at(services, start)}/lock-down")
    assert "You noted under “Plan for locking down”: The kitchen bolt sticks" in page.text


def test_a_text_that_is_too_long_is_refused_in_words_and_kept_on_the_page(person: Person, place: str) -> None:
    person.go(f"{place}/lock-down")
    long, steps = "x" * 121, "\n".join(f"Door {number}" for number in range(9))
    page = person.press({"lock-down.who": long, "lock-down.doors": steps}, button="Save", status=400)
    assert "Who shuts them: Use 120 characters or fewer (now 121)" in page.text
    assert "Doors, in order: Use 8 lines or fewer (now 9)" in page.text
    assert page.form("Save").values["lock-down.who"] == [long]
    assert texts(person, f"{place}/lock-down")["lock-down.who"] == ""


def test_two_people_lose_nothing_and_the_second_chooses(site: Flask, services: Services) -> None:
    first, second = Person(site), Person(site)
    code = first.begins()
    first.fills_profile()
    first.press()
    first.press({"kind": "quick"})
    page = f"{at(services, first.at)}/get-out"
    second.returns(code)
    first.go(page)
    second.go(page)
    first.press({"get-out.meet": "The bakery"}, button="Save")
    second.press({"get-out.meet": "The library", "get-out.help": "Prams first"}, button="Save", status=409)
    (panel,) = second.page.all("div", "clash")
    assert "What you entered: The library" in words(panel)
    assert "What they saved: The bakery" in words(panel)
    assert texts(first, page)["get-out.help"] == "Prams first", "everything else is saved"
    second.press({"keep-get-out.meet": "theirs"}, button="Save")
    assert texts(first, page)["get-out.meet"] == "The bakery"


def test_what_is_typed_survives_the_end_of_the_session(person: Person, services: Services) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    page = person.go(f"{at(services, person.at)}/get-out")
    sent = {**page.form("Save").values, "get-out.meet": ["The bakery"]}
    person.client.delete_cookie("check")
    person._see(person.client.post(page.address, data=sent, follow_redirects=True), 403)
    assert "What you entered is not lost" in person.page.text
    assert "The bakery" in person.page.text
    person.press({"code": code})
    assert person.at.endswith("/move-inside")
    assert texts(person, page.address)["get-out.meet"] == "The bakery"


def test_they_are_printed_and_made_as_a_document(
    person: Person, services: Services, start: str, place: str, site: Flask
) -> None:
    person.go(f"{place}/lock-down")
    person.press({"lock-down.where": SHELTER}, button="Save")
    premises = place.removesuffix("/procedures")
    assert "is waiting to be printed" in person.go(f"{premises}/print/procedures").text
    (order,) = services.store.prints_of(_workspace(services, start), "procedures")
    print_order(site.extensions["printing"], order.id)
    answer = person.client.get(f"{premises}/print/procedures.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    document = person.client.get(f"{premises}/print/procedures.docx")
    assert SHELTER in ZipFile(BytesIO(document.data)).read("word/document.xml").decode()
    person.go(f"{premises}/print/section-7", 404)
    assert person.client.get(f"{premises}/print/section-7.docx").status_code == 404


def test_the_draft_is_there_for_the_enhanced_tier(person: Person, services: Services) -> None:
    place = at(services, person.starts("quick", people="900", staff="60"))
    page = person.go(place)
    assert "A draft for you to work on" in page.text
    person.go(f"{place}/section-7")
    person.press({"section-7.review": "Maya, in March"}, button="Save")
    answer = person.client.get(f"{place.removesuffix('/procedures')}/print/section-7.docx")
    text = ZipFile(BytesIO(answer.data)).read("word/document.xml").decode()
    assert "Maya, in March" in text
    assert "section 7" in text


def test_nothing_of_them_is_in_the_plan_its_exports_or_the_record_of_all_places(
    person: Person, start: str, place: str
) -> None:
    person.go(f"{place}/lock-down")
    person.press({"lock-down.where": SHELTER}, button="Save")
    pages = ("result", "answers", "jobs", "board", "plan.json", *(f"plan.{ending}" for ending in ("csv", "md", "ics")))
    for address in (*(f"{start}/{each}" for each in pages), "/workspace/places", "/workspace"):
        answer = person.client.get(address)
        assert answer.status_code == 200
        assert SHELTER not in answer.text
    document = person.client.get(f"{start}/plan.docx")
    assert SHELTER not in ZipFile(BytesIO(document.data)).read("word/document.xml").decode()


def test_the_owner_takes_them_along_in_everything(person: Person, place: str) -> None:
    assert not [name for name in everything(person).namelist() if "procedures" in name]
    person.go(f"{place}/lock-down")
    person.press({"lock-down.where": SHELTER, "lock-down.leave": ""}, button="Save")
    packed = everything(person)
    (name,) = [each for each in packed.namelist() if "procedures" in each]
    assert SHELTER in ZipFile(BytesIO(packed.read(name))).read("word/document.xml").decode()
    document = json.loads(packed.read("workspace.json"))
    assert document["premises"][0]["procedures"] == {"lock-down": {"where": SHELTER, "leave": ""}}
    assert "people who work there alone" in packed.read("README.txt").decode()


def test_a_code_to_read_sees_nothing_of_them_and_is_offered_nothing(site: Flask) -> None:
    holders = holders_of(site)
    services, where, ours = holders.services, holders.here["premises_id"], holders.workspace_id
    services.store.change_procedures(ours, where, lambda _: {"lock-down.where": SHELTER}, services.now())
    ordered = order_print(
        site.extensions["printing"],
        "procedures",
        {"workspace": ours, "premises": where, "draft": False},
        workspace_id=ours,
    )
    print_order(site.extensions["printing"], ordered.order.id)
    for letter, status in (("r", 403), ("a", 403), ("p", 200), ("o", 200)):
        client = holders.people[letter].client
        for address in (f"/premises/{where}/procedures/lock-down", f"/prints/{ordered.order.id}/file.pdf"):
            assert client.get(address).status_code == status, (letter, address)
    reader = holders.people["r"]
    for address in ("/workspace", f"{holders.at}/result"):
        assert not [link for _, link in reader.go(address).links if "procedures" in link]
    answer = holders.people["p"].client.get(f"/premises/{holders.elsewhere['premises_id']}/procedures")
    assert answer.status_code == 404, "a code for one place does not open another's"


def _workspace(services: Services, start: str) -> str:
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    return found.workspace_id
