"""The one scale of answers: levels 0 to 3, and the two that rules and prints ask about by name."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

NOT_IN_PLACE: Final = 0
PARTLY: Final = 1
IN_PLACE: Final = 2
TESTED: Final = 3  # in place, and tested in the last 12 months: the most that an answer can earn

LEVELS: Final = range(NOT_IN_PLACE, TESTED + 1)

Level = Annotated[int, Field(ge=NOT_IN_PLACE, le=TESTED)]
