"""An owner who has come to a new assessment, with what the pages would have kept: for tests of what comes later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

from flask.testing import FlaskClient

from assessment.answers import CHOICES, Answer
from assessment.path import AssessmentKind, find_path
from assessment.profile import Profile, read_profile
from questions import Bank
from usecases.force_contact import force_of
from usecases.owner_sessions import keep_code
from usecases.profile_editing import refresh_nation
from usecases.services import Services
from usecases.workspaces import begin_workspace
from web.site.access import OWNER

Said = Mapping[str, Mapping[str, str | list[str]]]


def furnished(client: FlaskClient, said: Said, kind: str, choices: Sequence[str] = ()) -> str:
    """The address of a new assessment of a place so described, whose workspace is open in this browser.

    It has no answers, or all that are asked for, with these choices in turn.

    What differs from an owner who came by the pages, `tests/web/test_furnished.py` would find.
    """
    services: Services = client.application.extensions["services"]
    client.get("/")  # gives the browser the token of its forms, as to everybody who begins
    store, now, opening = services.store, services.now(), begin_workspace(services)
    assert keep_code(services, opening.token, opening.code, opening.code)
    workspace = opening.workspace.id
    (place,) = store.premises_of(workspace)
    store.save_profile(workspace, place.id, profile_of(services.bank, said), now)
    (place,) = store.premises_of(workspace)
    store.choose_force(workspace, place.id, force_of(services, place))
    (place,) = store.premises_of(workspace)
    refresh_nation(services, place)
    of_kind: AssessmentKind = "full" if kind == "full" else "quick"
    begun = store.start_assessment(workspace, place.id, services.bank.version, of_kind, now)
    if choices:
        answers = answered(services.bank, begun.profile, of_kind, choices)
        services.store.save_answers(workspace, begun.id, answers, now)
    with client.session_transaction() as session:
        session.permanent = True
        session[OWNER] = opening.token
    return f"/assessments/{begun.id}"


def profile_of(bank: Bank, said: Said) -> Profile:
    """The profile of a place of which so much is said, page by page."""
    profile, faults = read_profile(bank, {name: value for page in said.values() for name, value in page.items()})
    assert not faults
    return profile


def answered(bank: Bank, profile: Profile, kind: AssessmentKind, choices: Sequence[str]) -> dict[str, Answer]:
    """An answer to every question on the path, with these choices in turn; an answer may open further questions."""
    turn, answers, choice_of = cycle(choices), dict[str, Answer](), {str(each): each for each in CHOICES}
    while left := [each.id for each in find_path(bank, profile, answers, kind) if each.id not in answers]:
        answers[left[0]] = Answer(choice_of[next(turn)])
    return answers
