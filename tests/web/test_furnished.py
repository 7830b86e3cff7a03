"""An owner who is furnished is, in the store and on the pages, as one who came by every page."""

from __future__ import annotations

import re

import pytest

from storage.records import Assessment
from tests.person import Person
from usecases.services import Services

Seen = tuple[dict[str, object], dict[str, str]]
# A place of another tier, in another force's area.
CHANGES = {"business_name": "Xyzzy and Daughters", "postcode": "CT1 2EH", "people": "900", "staff": "60"}


@pytest.mark.parametrize("kind", ["quick", "full"])
@pytest.mark.parametrize("choices", [(), ("2", "0", "dont-know", "3", "1")], ids=["begun", "answered"])
@pytest.mark.parametrize("changes", [{}, CHANGES], ids=["usual", "changed"])
def test_a_furnished_owner_is_as_one_who_came_by_the_pages(
    person: Person, another: Person, services: Services, kind: str, choices: tuple[str, ...], changes: dict[str, str]
) -> None:
    if choices:
        walked = person.walks_all(*choices, kind=kind, **changes)
        came = another.answers_all(*choices, kind=kind, **changes)
        assert another.at.removeprefix(came) == person.at.removeprefix(walked)
    else:
        walked, came = person.walks(kind, **changes), another.starts(kind, **changes)
    assert seen(another, came, services) == seen(person, walked, services)


def seen(person: Person, address: str, services: Services) -> Seen:
    """What is kept of an assessment, and its pages."""
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    place = services.store.premises(found.workspace_id, found.premises_id)
    assert place is not None
    kept: dict[str, object] = {"kind": found.kind, "bank": found.bank_version, "finished": found.finished}
    kept |= {"said": found.profile, "force": place.force_id, "profile": place.profile}
    kept |= {"earlier": (found.begun_from, place.answers_from), "answers": services.store.answers(found.id)}
    pages = [*(f"{address}{page}" for page in ("", "/answers", "/result", "/areas/leadership/1")), "/workspace"]
    return kept, {page.removeprefix(address): anonymous(person.go(page).html, found) for page in pages}


def anonymous(html: str, which: Assessment) -> str:
    """A page without what differs from one workspace and one moment to another."""
    for each in (which.id, which.premises_id, which.workspace_id, which.reference):
        html = html.replace(each, "")
    return re.sub(r'name="csrf_token" value="[^"]*"|\b\d\d:\d\d\b', "", html)
