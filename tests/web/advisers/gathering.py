"""A workshop with its board and many businesses, furnished in the store where how they came does not matter."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from types import MappingProxyType

from flask import Flask

from assessment.answers import Answer, Choice
from assessment.path import AssessmentKind, find_path
from assessment.profile import read_profile
from storage.records import Assessment
from storage.workshops import Workshop
from tests.person import PROFILE
from tests.web.advisers.officer import Officer
from usecases.services import Services

_numbers = count(1)
NOTHING: Mapping[str, Choice | None] = MappingProxyType({})


class Gathering:
    """A workshop that an officer began."""

    def __init__(self, site: Flask, kind: AssessmentKind = "quick", force_id: str = "derbyshire") -> None:
        self.officer = Officer(site).joins(force_id)
        self.services: Services = self.officer.services
        self.officer.go("/advisers/workshops/new")
        self.officer.press({"title": "Pubs of Derby", "kind": kind})
        self.board = self.officer.at
        self.taking_part: list[Assessment] = []

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is now."""
        found = self.services.store.workshop(self.officer.account.force_id, self.board.split("/")[3])
        assert found is not None
        return found

    @property
    def code(self) -> str:
        """Its code, as the screen shows it."""
        return f"{self.workshop.code[:4]}-{self.workshop.code[4:]}"

    def comes(self, answers: Mapping[str, Choice | None] = NOTHING) -> Assessment:
        """One more business that has described its place and given these answers."""
        store, now, found = self.services.store, self.services.now(), self.workshop
        workspace, premises = store.begin_workspace(f"gathering-{next(_numbers)}".encode(), now)
        said = {name: value for page in PROFILE.values() for name, value in page.items()}
        profile, faults = read_profile(self.services.bank, said)
        assert not faults
        store.save_profile(workspace.id, premises.id, profile, now)
        begun = store.start_assessment(
            workspace.id, premises.id, found.bank_version, found.kind, now, workshop_id=found.id
        )
        self.taking_part.append(begun)
        self.says(begun, answers)
        return begun

    def says(self, who: Assessment, answers: Mapping[str, Choice | None]) -> None:
        """Save answers of a business; None takes one back."""
        given = {question: Answer(choice) if choice else None for question, choice in answers.items()}
        self.services.store.save_answers(who.workspace_id, who.id, given, self.services.now())

    def answers_all(self, choice: Choice, who: Assessment | None = None) -> Assessment:
        """A business answers everything that it is asked with one choice."""
        who = who or self.comes()
        while True:
            answers = self.services.store.answers(who.id)
            path = find_path(self.services.bank, who.profile, answers, who.kind)
            left = [question.id for question in path if question.id not in answers]
            if not left:
                return who
            self.says(who, dict.fromkeys(left, choice))
