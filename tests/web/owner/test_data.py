"""What people can take away, and that deleting really deletes."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from assessment.answer_input import read_answers
from assessment.answers import Answer
from assessment.profile import read_profile
from questions import Bank
from storage.sqlite import SqliteStore
from tests.person import Person
from tests.storage.place import printed as keep_printed
from tests.web.owner.test_finishing import result_at
from tests.web.site.test_codes import dump
from usecases.services import Services
from usecases.settings import ROOT, Settings

SCHEMA = ROOT / "docs" / "plan.schema.json"


def test_the_result_can_be_taken_away_as_data(person: Person, services: Services) -> None:
    start = person.finishes("2", "0", "dont-know", "1", kind="full")
    answer = person.client.get(f"{start}/plan.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert "attachment" in answer.headers["Content-Disposition"]
    document = json.loads(answer.data)
    result = result_at(services, start)
    assert document["score"]["points"] == result.score.points
    assert document["path"] == list(result.path)
    assert [each["question"] for each in document["actions"]] == [each.question for each in result.actions]
    assert document["contact"]["force_id"] == "derbyshire"
    assert document["profile"]["business_name"] == "The Copper Kettle"
    check_shape(document)


def test_the_data_hold_every_answer_with_its_note_and_reason(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/areas/leadership/1")
    person.press({"choice-security-lead": "1", "note-security-lead": "Ask «Maya» 👩‍🚒\nand Tom"})
    person.go(f"{start}/areas/leadership/1")
    person.press({"choice-deputy-decision-maker": "dont-know"})
    document = person.client.get(f"{start}/plan.json").get_json()
    assert document["answers"] == [
        {"question": "security-lead", "choice": "1", "reason": "", "note": "Ask «Maya» 👩‍🚒\nand Tom"},
        {"question": "deputy-decision-maker", "choice": "dont-know", "reason": "", "note": ""},
    ]
    answered = {each["question"] for each in document["answers"]}
    assert answered | set(document["unanswered"]) == set(document["path"])
    check_shape(document)


def check_shape(document: object) -> None:
    """The document fits its schema."""
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def test_the_result_without_answers_is_data_too(person: Person) -> None:
    start = person.starts()
    document = person.client.get(f"{start}/plan.json").get_json()
    assert {name: value for name, value in document["score"].items() if name not in ("essentials", "not_asked")} == {
        "points": 0,
        "most": 0,
        "percent": None,
        "band": None,
        "known": None,
        "held_by": [],
        "holds": [],
        "not_applicable": [],
        "provisional": True,
    }
    assert document["score"]["essentials"]["in_place"] == 0
    assert document["unanswered"] == document["path"]
    check_shape(document)


def test_everything_can_be_taken_away_and_read_again(person: Person, services: Services, bank: Bank) -> None:
    start = person.starts("full")
    person.go(f"{start}/areas/leadership/1")
    person.press({"choice-security-lead": "1", "note-security-lead": "Ask «Maya» 👩‍🚒\nand Tom"})
    person.go(f"{start}/answers")
    person.press(button="Finish")
    answer = person.client.get("/workspace/data.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    (place,) = json.loads(answer.data)["premises"]
    (assessment,) = place["assessments"]
    kept = services.store.find_assessment(start.split("/")[2])
    assert kept is not None
    assert assessment["reference"] == kept.reference
    assert assessment["bank_version"] == bank.version
    assert assessment["finished"] is not None
    profile, faults = read_profile(bank, place["profile"])
    assert (dict(profile), faults) == (dict(kept.profile), ())
    answers, faults = read_answers(bank, assessment["answers"])
    assert faults == ()
    assert answers == {"security-lead": Answer("1", "", "Ask «Maya» 👩‍🚒\nand Tom")}


def test_an_empty_workspace_can_be_taken_away_and_deleted(person: Person) -> None:
    person.begins()
    document = person.client.get("/workspace/data.json").get_json()
    place: dict[str, object] = {"profile": {}, "procedures": {}, "logo": None, "assessments": [], "staff_checks": []}
    assert document == {"premises": [place], "shares": [], "codes": []}
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    assert person.page.status == 200


def test_deleting_is_asked_twice_and_really_deletes(
    person: Person, another: Person, settings: Settings, services: Services
) -> None:
    start = person.starts("full", business_name="Xyzzy and Daughters")
    ours = person.client.get_cookie("check")
    person.go(f"{start}/areas/leadership/1")
    person.press({"note-security-lead": "Plugh behind the door"})
    which = start.split("/")[2]
    found = services.store.find_assessment(which)
    assert found is not None
    keep_printed(services.store, "key", b"%PDF-frotz", workspace_id=found.workspace_id, assessment_id=which)
    kept = dump(settings)
    printed = b"%PDF-frotz".hex()
    assert "Xyzzy" in kept
    assert "Plugh" in kept
    assert printed in kept
    person.go("/workspace")
    person.follow("Delete everything")
    assert "Xyzzy" in dump(settings), "the question alone deletes nothing"
    person.press(button="Delete everything")
    kept = dump(settings)
    for trace in ("Xyzzy", "Plugh", printed, start.split("/")[2]):
        assert trace not in kept
    assert person.go("/workspace").address.startswith("/return")
    assert ours is not None
    another.client.set_cookie("check", ours.value)
    for address in ("/workspace", start, f"{start}/result", f"{start}/plan.pdf", "/workspace/data.json"):
        assert another.client.get(address).headers["Location"].startswith("/return"), "an old cookie opens nothing"


def test_deleted_is_deleted_even_while_somebody_reads(person: Person, another: Person, services: Services) -> None:
    code = person.begins()
    store = services.store
    assert isinstance(store, SqliteStore)
    with store._pool.lend() as reader:
        reader.execute("begin")
        reader.execute("select count(*) from answer_blocks").fetchall()
        person.go("/workspace/delete")
        page = person.press(button="Delete everything")
        reader.execute("rollback")
    assert page.heading == "Everything is deleted"
    another.returns(code, 400)
    assert store.clean_log()


def test_the_code_of_a_deleted_workspace_opens_nothing(person: Person, another: Person) -> None:
    code = person.begins()
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    another.returns(code, 400)


def test_the_files_of_the_store_are_noise(person: Person, settings: Settings) -> None:
    person.begins()
    person.fills_profile(business_name="Quuxbury Hall")
    files = [path for path in Path(settings.data).iterdir() if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert b"Quuxbury" not in content
        assert not content.startswith(b"SQLite format 3")
