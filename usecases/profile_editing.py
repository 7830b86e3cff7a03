"""A page of the premises profile is saved: only what was touched, and never over what somebody else has saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessment.problems import InputProblem
from assessment.profile import Profile, read_profile
from questions.profile import ProfileField
from storage.records import Premises
from usecases.nation import with_nation
from usecases.revisions import Clash, Sent, merge
from usecases.services import Services

Fields = tuple[ProfileField, ...]


@dataclass(frozen=True, slots=True)
class SentProfile:
    """What a form sent of these fields: values by field, and the revisions that were shown before."""

    asked: Fields
    values: Mapping[str, Sent]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProfileSaved:
    """What became of a page of the profile: with problems nothing of it was saved; fields that clash were not."""

    problems: tuple[InputProblem, ...] = ()
    clashes: tuple[Clash, ...] = ()


class _RefusedError(Exception):
    """Ends the transaction: a page is saved as a whole or not at all."""

    def __init__(self, problems: tuple[InputProblem, ...]) -> None:
        self.problems = problems
        super().__init__()


def save_profile_page(services: Services, place: Premises, sent: SentProfile) -> ProfileSaved:
    """Save a page of the profile in one transaction. Raises NotFound where the premises are gone."""
    clashes: list[Clash] = []

    def change(profile: Profile) -> Profile:
        merged = merge(sent.shown, fields_of(sent.asked, profile), sent.values)
        clashes[:] = merged.clashes
        saved = _read(services, sent.asked, profile, merged.values)
        return with_nation(services.bank, services.directory, saved, place.force_id)

    try:
        services.store.change_profile(place.workspace_id, place.id, change, services.now())
    except _RefusedError as refused:
        return ProfileSaved(refused.problems)
    return ProfileSaved(clashes=tuple(clashes))


def refresh_nation(services: Services, place: Premises) -> None:
    """Work out the nation again, for a place from before it was known or whose force has been chosen since.

    Raises NotFound where the premises are gone.
    """

    def change(profile: Profile) -> Profile:
        return with_nation(services.bank, services.directory, profile, place.force_id)

    if change(place.profile) != place.profile:
        services.store.change_profile(place.workspace_id, place.id, change, services.now())


def fields_of(asked: Fields, profile: Profile) -> dict[str, Sent]:
    """The values of these fields as a form has them: texts, or the ids of what is ticked."""
    return {field.id: _sent(field, profile.get(field.id)) for field in asked}


def _sent(field: ProfileField, value: object) -> Sent:
    if field.kind == "choices":
        return value if isinstance(value, tuple) else ()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _read(services: Services, asked: Fields, profile: Profile, sent: Mapping[str, Sent]) -> Profile:
    """The profile with what was sent. Raises _RefusedError with the problems of these fields."""
    ids = frozenset(field.id for field in asked)
    others = {name: value for name, value in profile.items() if name not in ids}
    raw = {name: list(value) if isinstance(value, tuple) else value or None for name, value in sent.items()}
    values, problems = read_profile(services.bank, {**others, **raw}, only=ids)
    own = tuple(problem for problem in problems if problem.where in ids)
    tidied = dict(values)
    for field in asked:
        if field.kind == "postcode" and field.id in values:
            finding = services.directory.find(str(values[field.id]))
            tidied[field.id] = finding.postcode
            if finding.status == "invalid":
                own += (InputProblem(field.id, "Enter a UK postcode, such as DE1 2XX, or its first half"),)
    if own:
        raise _RefusedError(own)
    return MappingProxyType(tidied)
