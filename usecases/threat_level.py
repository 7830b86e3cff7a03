"""The national threat level of today: a dated setting of the operator, with its meaning from the bank."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from assessment.profile import Profile
from questions import Bank
from questions.levels import Levels, NationalLevel, NationLevel, ResponseLevel
from questions.roles import value_of
from reports.report.dates import long_date
from usecases.services import Services

SETTING = "national-level"


@dataclass(frozen=True, slots=True)
class CurrentLevel:
    """The level that is set, the response that goes with it, since when, and the day it was last checked.

    `name` says which level it is: the national one, or that of one nation.
    """

    level: NationalLevel
    response: ResponseLevel
    since: date
    checked_on: date
    name: str = "national threat level"

    def sentence(self) -> str:
        """The level in one sentence with its dates."""
        return (
            f"The {self.name} was {self.level.title} when last checked, on {long_date(self.checked_on)}: "
            f"{self.level.means}. It was set on {long_date(self.since)}. "
            f"The response level that goes with it is {self.response.title}."
        )


def current_level(services: Services, levels: Levels | None, own: NationLevel | None = None) -> CurrentLevel | None:
    """The level that the operator set (of a nation: `own`); None where none is set, or the bank does not know it."""
    text = services.store.setting(_setting(own)) if levels else None
    if levels is None or text is None:
        return None
    kept = json.loads(text)
    level = next((each for each in levels.levels if each.id == kept["level"]), None)
    if level is None:
        return None
    response = next(each for each in levels.responses if each.id == level.response)
    since, checked_on = date.fromisoformat(kept["since"]), date.fromisoformat(kept["checked_on"])
    return CurrentLevel(level, response, since, checked_on, **_named(own))


@dataclass(frozen=True, slots=True)
class LevelPanel:
    """The national level as a page shows it: its explanation, and the level that is set, if any.

    `own` is the explanation of the level that the nation of the place has beside it, `current_own` the one that is set.
    """

    levels: Levels
    current: CurrentLevel | None
    own: NationLevel | None = None
    current_own: CurrentLevel | None = None


def shown_level(services: Services, bank: Bank, profile: Profile, area_id: str | None = None) -> LevelPanel | None:
    """The text on the level for the pages of an area (the result's where none is given); None for nothing."""
    levels = bank.levels
    if levels is None or area_id not in (None, levels.area):
        return None
    own = level_of_nation(levels, value_of(profile, bank.roles.nation))
    return LevelPanel(
        levels, current_level(services, levels), own, current_level(services, levels, own) if own else None
    )


def level_of_nation(levels: Levels, nation: object) -> NationLevel | None:
    """The level that a nation has beside the national one; None where it has none, or is not known."""
    return next((each for each in levels.nations if each.nation == nation), None)


def keep_level(
    services: Services, level_id: str, since: date, checked_on: date, own: NationLevel | None = None
) -> None:
    """Set the level (of a nation: `own`), with the day it was set and the day of this check."""
    kept = {"level": level_id, "since": since.isoformat(), "checked_on": checked_on.isoformat()}
    services.store.keep_setting(_setting(own), json.dumps(kept), services.now())


def _setting(own: NationLevel | None) -> str:
    return f"{SETTING}:{own.nation}" if own else SETTING


def _named(own: NationLevel | None) -> dict[str, str]:
    return {"name": f"{own.name[:1].lower()}{own.name[1:]}"} if own else {}
