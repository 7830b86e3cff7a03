"""Everything as one ZIP file, and deleting an assessment or a place: each says what happens, and asks once."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

from tests.person import Person
from tests.storage.place import printed as keep_printed
from tests.web.advisers.sharer import share_at
from tests.web.owner.test_data import check_shape
from tests.web.site.test_codes import dump
from usecases.services import Services
from usecases.settings import Settings


def everything(person: Person) -> ZipFile:
    """The archive of the open workspace."""
    answer = person.client.get("/workspace/everything.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert 'attachment; filename="everything.zip"' in answer.headers["Content-Disposition"]
    return ZipFile(BytesIO(answer.data))


def test_everything_is_in_the_archive(person: Person, services: Services) -> None:
    start = person.answers_all("2", "0")
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    owner = {"workspace_id": found.workspace_id, "assessment_id": found.id}
    services.store.keep_logo(found.workspace_id, found.premises_id, b"PNG", services.now())
    keep_printed(services.store, "old", b"%PDF-old", services.now(), **owner)
    keep_printed(services.store, "new", b"%PDF-new", services.now(), **owner)
    services.store.order_print("plan", "newest", {}, services.now(), **owner)
    packed, folder = everything(person), "01-the-copper-kettle"
    assert packed.testzip() is None
    plan = f"{folder}/{found.reference}/action-plan-{found.reference}.pdf"
    result = f"{folder}/{found.reference}/result.json"
    assert packed.namelist() == ["README.txt", "workspace.json", f"{folder}/logo.png", result, plan]
    assert packed.read(plan) == b"%PDF-new", "the newest that is printed"
    assert packed.read(f"{folder}/logo.png") == b"PNG"
    document = json.loads(packed.read(result))
    check_shape(document)
    assert document == person.client.get(f"{start}/plan.json").get_json()
    assert json.loads(packed.read("workspace.json")) == person.client.get("/workspace/data.json").get_json()
    readme = packed.read("README.txt").decode()
    assert all(name in readme for name in packed.namelist() if name != "README.txt")
    assert "not printed yet" not in readme


def test_a_plan_that_waits_is_named(person: Person, services: Services) -> None:
    start = person.finishes("2")
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    packed = everything(person)
    assert not [name for name in packed.namelist() if name.endswith(".pdf")]
    assert f"not printed yet: {found.reference}" in packed.read("README.txt").decode()


def test_names_of_places_make_plain_folders_that_stay_apart(person: Person, services: Services) -> None:
    person.starts(business_name="../../Café «Zoë» \\ 日本")
    found = services.store.find_assessment(person.at.split("/")[2])
    assert found is not None
    services.store.add_premises(found.workspace_id, services.now())
    folders = {name.partition("/")[0] for name in everything(person).namelist() if "/" in name}
    assert folders == {"01-cafe-zoe"}


def test_an_assessment_is_deleted_after_one_question(
    person: Person, another: Person, services: Services, settings: Settings
) -> None:
    first = person.finishes("2")
    found = services.store.find_assessment(first.split("/")[2])
    assert found is not None
    person.go(f"{first}/answers")
    person.press(button="Open it again")
    later = person.at.removesuffix("/answers")
    share_at(person, first)
    person.go("/workspace")
    link = next(to for words, to in person.page.links if words == f"Delete this assessment: {found.reference}")
    page = person.go(link)
    assert "Derbyshire Constabulary can no longer see it" in page.text
    assert services.store.find_assessment(found.id) is not None, "the question alone deletes nothing"
    page = person.press(button="Delete this assessment")
    assert person.at == "/workspace"
    assert f"{found.reference} is deleted." in page.text
    assert found.id not in dump(settings)
    person.go(first, 404)
    person.go(later)
    assert services.store.shares_of(found.workspace_id) == ()


def test_a_place_is_deleted_and_the_others_stay(person: Person, services: Services, settings: Settings) -> None:
    start = person.starts(business_name="Xyzzy Arms")
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    other = services.store.add_premises(found.workspace_id, services.now())
    services.store.save_profile(found.workspace_id, other.id, {"business_name": "Plugh Inn"}, services.now())
    person.go(f"/premises/{found.premises_id}/delete")
    assert "Xyzzy Arms, with one assessment." in person.page.text
    page = person.press(button="Delete this place")
    assert "Xyzzy Arms has been deleted" in page.text
    kept = dump(settings)
    assert found.premises_id not in kept
    assert other.id in kept
    person.go(start, 404)


def test_the_only_place_is_deleted_with_everything_or_not_at_all(person: Person, services: Services) -> None:
    start = person.starts()
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    assert "Delete this place" not in person.go("/workspace").text
    assert person.go(f"/premises/{found.premises_id}/delete").heading == "Delete everything?"
    person.send(f"/premises/{found.premises_id}/delete", {})
    assert person.page.heading == "Delete everything?"
    assert services.store.find_assessment(found.id) is not None
