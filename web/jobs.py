"""Background work: plans are printed by a warm worker process. A job carries an id, never content.

The queue's file is not encrypted, so the worker reads the content from the store by the id and writes the
printed plan back into it. Run the worker with `huey_consumer web.worker.huey -k process`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from huey import SqliteHuey

from reports.pdf import render_plan, warm
from storage.errors import NotFound
from web.plans import plan_key, report_of
from web.services import Services

Ask = Callable[[str], None]

ASK_AGAIN_AFTER = 30.0
LOG = logging.getLogger(__name__)


def make_queue(parts: Services) -> tuple[SqliteHuey, Ask]:
    """The queue, and the function that asks it to print the plan of an assessment."""
    parts.settings.data.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey("plans", filename=str(parts.settings.jobs), results=False)

    def print_plan(assessment_id: str) -> None:
        keep_plan(parts, assessment_id)

    huey.on_startup(name="warm")(warm)
    return huey, _patient(huey.task(name="print_plan", retries=1)(print_plan))


def print_here(parts: Services) -> Ask:
    """Print in this process, at once: for tests and for a developer's server without a worker."""

    def ask(assessment_id: str) -> None:
        keep_plan(parts, assessment_id)

    return ask


def keep_plan(parts: Services, assessment_id: str) -> None:
    """Print the plan of an assessment and keep it in the store, unless it is there or the assessment is gone."""
    assessment = parts.store.find_assessment(assessment_id)
    if assessment is None:
        return
    premises = parts.store.premises(assessment.workspace_id, assessment.premises_id)
    if premises is None:
        return
    report = report_of(parts, assessment, premises)
    key = plan_key(report)
    if parts.store.find_print(assessment_id, key) is not None:
        return
    try:
        parts.store.keep_print(assessment_id, key, render_plan(report), parts.now())
    except NotFound:
        LOG.info("the assessment was deleted while its plan was printed")


def _patient(task: Any) -> Ask:
    """Ask once, and again only when a plan has not come for a while: a lost job is made good, none is doubled."""
    asked: dict[str, float] = {}

    def ask(assessment_id: str) -> None:
        now = monotonic()
        for old in [each for each, at in asked.items() if now - at > ASK_AGAIN_AFTER]:
            del asked[old]
        if assessment_id not in asked:
            asked[assessment_id] = now
            task(assessment_id)

    return ask
