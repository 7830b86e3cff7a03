"""What is written down on a visit beside the remarks, as pages and prints show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.visit_overrides import Advice
from assessment.visit_records import IMPORTANCE, DiaryEntry, Finding, Importance, by_importance
from storage.visit_records import ADVICE, DIARY, FINDINGS, Author
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of a visit by their ids: findings with the most pressing first, the diary by its days.

    `photographs` are the ids of findings by those of their photographs."""

    findings: Mapping[str, Finding]
    advice: Mapping[str, Advice]
    diary: Mapping[str, DiaryEntry]
    authors: Mapping[str, Author]
    photographs: Mapping[str, str]

    @property
    def importance(self) -> Mapping[Importance, str]:
        """The words of the three steps."""
        return IMPORTANCE


def written_on(services: Services, visit_id: str) -> Written:
    """What is written down on a visit that was looked up before."""
    store = services.store
    diary = store.records_of(visit_id, DIARY)
    return Written(
        by_importance(store.records_of(visit_id, FINDINGS)),
        store.records_of(visit_id, ADVICE),
        dict(sorted(diary.items(), key=lambda pair: pair[1].day)),
        store.record_authors(visit_id),
        store.photographs_of(visit_id),
    )
