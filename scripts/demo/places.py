"""Puts the made-up places of `examples/` into a store, in any state: described, partly answered, finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assessment.path import AssessmentKind, find_path
from cli.plan_file import PlanInput, read_plan_input
from questions import Bank
from storage.records import Assessment, Premises
from usecases.nation import with_nation
from usecases.services import Services
from usecases.settings import ROOT

EXAMPLES = ROOT / "examples"


def example(bank: Bank, name: str, **roles: str) -> PlanInput:
    """The example of this name, with other values for some fields of its profile, named by their roles."""
    given = read_plan_input(bank, EXAMPLES / f"{name}.yaml")
    changed = {getattr(bank.roles, role): value for role, value in roles.items()}
    return replace(given, profile={**given.profile, **changed})


def begin(
    services: Services,
    premises: Premises,
    given: PlanInput,
    at: datetime,
    *,
    kind: AssessmentKind | None = None,
    workshop_id: str | None = None,
) -> Assessment:
    """Describe premises as in an example and start an assessment of them, without answers."""
    workspace, version = premises.workspace_id, services.bank.version
    profile = with_nation(services.bank, services.directory, given.profile, given.force_id)
    services.store.save_profile(workspace, premises.id, profile, at)
    return services.store.start_assessment(
        workspace, premises.id, version, kind or given.kind, at, workshop_id=workshop_id
    )


def answer(services: Services, begun: Assessment, given: PlanInput, at: datetime, share: float = 1) -> None:
    """Save the first answers of an example, in the order in which they are asked: all of them, or a share (0 to 1).

    All of them: the assessment is also finished, and its procedures are written.
    """
    asked = [each.id for each in find_path(services.bank, given.profile, given.answers, begun.kind)]
    first = asked[: round(share * len(asked))]
    answers = {name: given.answers[name] for name in first if name in given.answers}
    services.store.save_answers(begun.workspace_id, begun.id, answers, at)
    if share == 1:
        services.store.finish(begun.workspace_id, begun.id, at)
        services.store.change_procedures(begun.workspace_id, begun.premises_id, lambda _: given.procedures, at)
