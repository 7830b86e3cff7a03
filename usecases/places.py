"""The places of a workspace together: the table, the view of all, adding one from another, deleting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from assessment.problems import InputProblem
from assessment.profile import Profile, read_profile
from local_time import london_day
from questions import Bank
from questions.roles import text_of
from reports.places.places_report import KnownPlace, PlacesReport, build_places
from storage.records import Assessment, Premises
from usecases.nation import with_nation
from usecases.plan_progress import facts_today
from usecases.services import Services
from usecases.workspaces import Place, places_of

UNNAMED = "Your place"


@dataclass(frozen=True, slots=True)
class Added:
    """The place that was added, or what is wrong with its name."""

    premises: Premises | None
    problems: tuple[InputProblem, ...] = ()


def name_of(bank: Bank, premises: Premises) -> str:
    """What the owner calls a place."""
    name = text_of(premises.profile, bank.roles.place_name) or text_of(premises.profile, bank.roles.business_name)
    return name or UNNAMED


def newest_finished(assessments: Sequence[Assessment]) -> Assessment | None:
    """The assessment that was finished last; None where none is finished."""
    finished = [(each.finished, each) for each in assessments if each.finished is not None]
    return max(finished, key=lambda pair: pair[0])[1] if finished else None


def places_report(services: Services, workspace_id: str) -> PlacesReport:
    """All places of a workspace side by side, as they are today."""
    places, store = places_of(services, workspace_id), services.store
    signed, changed = store.visits_signed(workspace_id), store.plans_changed(workspace_id)
    known = [_known(services, place, signed, changed) for place in places]
    names = [text_of(place.premises.profile, services.bank.roles.business_name) for place in places]
    business = next((name for name in names if name), "Your business")
    return build_places(services.bank, business, known, services.today())


def _known(
    services: Services, place: Place, signed: Mapping[str, datetime], changed: Mapping[str, datetime]
) -> KnownPlace:
    name, newest = name_of(services.bank, place.premises), newest_finished(place.assessments)
    if newest is None or newest.finished is None:
        return KnownPlace(name, place.premises.id)
    facts = facts_today(services, newest, signed.get(newest.id), changed.get(newest.id))
    return KnownPlace(name, place.premises.id, newest.id, newest.reference, london_day(newest.finished), facts)


def add_place(
    services: Services, workspace_id: str, name: str, *, like: Place | None = None, last_time: bool = False
) -> Added:
    """Add a place: with a name, with the profile of another but for its address, and with its answers as "last time".

    Nothing of the answers is taken over: they are shown beside the questions. Raises NotFound.
    """
    bank = services.bank
    role = bank.roles.place_name
    named: dict[str, object] = {} if role is None else {role: name}
    values, problems = read_profile(bank, named, only=frozenset(named))
    if not problems and role is not None and not text_of(values, role):
        problems = (InputProblem(role, "Enter what you call the place"),)
    if problems:
        return Added(None, problems)
    own = {bank.roles.postcode, bank.roles.place_name}
    copied = {field: value for field, value in like.premises.profile.items() if field not in own} if like else {}
    profile: Profile = with_nation(bank, services.directory, MappingProxyType({**copied, **values}))
    last = newest_finished(like.assessments) if like and last_time else None
    added = services.store.add_premises(
        workspace_id, services.now(), profile=profile, answers_from=last.id if last else None
    )
    return Added(added)
