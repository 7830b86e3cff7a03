"""Workspaces: begun, opened with a return code, given another code."""

from __future__ import annotations

from dataclasses import dataclass

from storage.records import Assessment, Premises, Workspace
from usecases.events import event, network_mark
from usecases.limits import BEGINNINGS, RETURN_CODES, Limiter, network_of
from usecases.owner_sessions import new_session
from usecases.return_codes import digest_of, new_code
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class Opening:
    """A workspace with a new return code, and the token of the session in which it is open.

    The code is kept nowhere but in that session, until its owner has kept it.
    """

    workspace: Workspace
    code: str
    token: str


@dataclass(frozen=True, slots=True)
class Place:
    """Premises with their assessments, newest first."""

    premises: Premises
    assessments: tuple[Assessment, ...]


def begin_workspace(services: Services, workshop_id: str | None = None) -> Opening:
    """Make a workspace with its first premises, for a business that takes part in a workshop where one is named."""
    code = new_code()
    token, session = new_session(services, code)
    digest = digest_of(code, services.secret)
    workspace, _ = services.store.begin_workspace(digest, services.now(), session=session, workshop_id=workshop_id)
    return Opening(workspace, code, token)


def begin_at(services: Services, address: str, workshop_id: str | None = None) -> Opening:
    """Make a workspace for someone at this network address. Raises TooManyTries after too many from one network."""
    Limiter(services, {f"begin:{network_of(address)}": BEGINNINGS}).note_one_more()
    return begin_workspace(services, workshop_id)


def open_with_code(services: Services, code: str, address: str) -> str | None:
    """The token of a session in which the workspace of a code is open; None for a code that opens none.

    A return code opens all of it, a code for others what its owner made it for.

    A right code always opens, whatever others at the same address did. Raises TooManyTries for a wrong one after too
    many wrong codes from one network, which is kept only as a keyed hash.
    """
    limiter = Limiter(services, {f"return-code:{network_of(address)}": RETURN_CODES})
    token, session = new_session(services)
    digest = digest_of(code, services.secret)
    store, now = services.store, services.now()
    if not (store.find_workspace(digest, now, session=session) or store.open_access_code(digest, now, session)):
        event("code-refused", network=network_mark(network_of(address), services.secret))
        limiter.note_one_more()
        return None
    return token


def replace_code(services: Services, workspace_id: str) -> str:
    """Give a workspace another return code; the old one and the sessions that it opened end at once. NotFound.

    Gives the token of a session, as `begin_workspace`.
    """
    code = new_code()
    token, session = new_session(services, code)
    services.store.replace_code(workspace_id, digest_of(code, services.secret), services.now(), session=session)
    return token


def place_name(services: Services, workspace_id: str) -> str | None:
    """The name of the newest place of a workspace, as its owner calls it; None before it has one."""
    roles = services.bank.roles
    for premises in reversed(services.store.premises_of(workspace_id)):
        name = premises.profile.get(roles.place_name or "") or premises.profile.get(roles.business_name or "")
        return str(name) if name else None
    return None


def places_of(services: Services, workspace_id: str) -> tuple[Place, ...]:
    """The premises of a workspace, oldest first, each with its assessments."""
    found: dict[str, list[Assessment]] = {}
    for each in services.store.assessments_in(workspace_id):
        found.setdefault(each.premises_id, []).append(each)
    premises = services.store.premises_of(workspace_id)
    return tuple(Place(each, tuple(found.get(each.id, ()))) for each in premises)
