"""The national threat level of today: a dated setting of the operator, with its meaning from the bank."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from questions import Bank
from questions.levels import Levels, NationalLevel, ResponseLevel
from reports.report.dates import long_date
from usecases.services import Services

SETTING = "national-level"


@dataclass(frozen=True, slots=True)
class CurrentLevel:
    """The level that is set, the response that goes with it, since when, and the day it was last checked."""

    level: NationalLevel
    response: ResponseLevel
    since: date
    checked_on: date

    def sentence(self) -> str:
        """The level in one sentence with its dates."""
        return (
            f"The national threat level was {self.level.title} when last checked, on {long_date(self.checked_on)}: "
            f"{self.level.means}. It was set on {long_date(self.since)}. "
            f"The response level that goes with it is {self.response.title}."
        )


def current_level(services: Services, levels: Levels | None) -> CurrentLevel | None:
    """The level that the operator set; None where none is set, or the bank does not know it."""
    text = services.store.setting(SETTING) if levels else None
    if levels is None or text is None:
        return None
    kept = json.loads(text)
    level = next((each for each in levels.levels if each.id == kept["level"]), None)
    if level is None:
        return None
    response = next(each for each in levels.responses if each.id == level.response)
    return CurrentLevel(level, response, date.fromisoformat(kept["since"]), date.fromisoformat(kept["checked_on"]))


@dataclass(frozen=True, slots=True)
class LevelPanel:
    """The national level as a page shows it: its explanation, and the level that is set, if any."""

    levels: Levels
    current: CurrentLevel | None


def shown_level(services: Services, bank: Bank, area_id: str | None = None) -> LevelPanel | None:
    """The text on the level for the pages of an area (the result's where none is given); None for nothing."""
    if bank.levels is None or area_id not in (None, bank.levels.area):
        return None
    return LevelPanel(bank.levels, current_level(services, bank.levels))


def keep_level(services: Services, level_id: str, since: date, checked_on: date) -> None:
    """Set the level, with the day it was set and the day of this check."""
    kept = {"level": level_id, "since": since.isoformat(), "checked_on": checked_on.isoformat()}
    services.store.keep_setting(SETTING, json.dumps(kept), services.now())
