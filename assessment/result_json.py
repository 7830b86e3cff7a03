"""The result as plain data for JSON: the same fields in the same order every time."""

from __future__ import annotations

from assessment.json_types import JsonObject
from assessment.result import Part, Result, Tally, Verdict
from questions.model import Bank


def result_document(bank: Bank, result: Result) -> JsonObject:
    """Give the result as a document of plain values; its JSON Schema is docs/plan.schema.json."""
    bands = {band.id: band.title for band in bank.scoring.bands}
    return {
        "bank_version": result.bank_version,
        "kind": result.kind,
        "profile": {name: list(v) if isinstance(v, tuple) else v for name, v in result.profile.items()},
        "path": list(result.path),
        "score": {
            **_tally(result.score),
            "band": bands[result.band] if result.band else None,
            "known": result.known.percent,
            "held_by": list(result.held_by),
            "holds": [{"band": bands[hold.band], "questions": list(hold.questions)} for hold in result.holds],
            "essentials": {"in_place": result.essentials.in_place, "asked": result.essentials.asked},
            "not_applicable": list(result.not_applicable),
            "not_asked": result.not_asked,
            "provisional": result.provisional,
        },
        "unanswered": list(result.unanswered),
        "areas": [_part(part) for part in result.areas],
        "threats": [
            {"id": part.id, **_tally(part.tally), "stages": [_part(stage) for stage in part.stages]}
            for part in result.threats
        ],
        **law_document(bank, result.verdict),
        "jobs": jobs_document(result),
        "actions": [
            {
                "rank": action.rank,
                "question": action.question,
                "job": action.job,
                "kind": action.kind,
                "title": action.title,
                "class": action.class_id,
                "when_you_can": action.when_you_can,
                "gain": action.gain,
                "percent_after": action.percent_after,
                "up_to": action.up_to,
                "effort": action.effort,
                "cost": action.cost,
                "quick_win": action.quick_win,
            }
            for action in result.actions
        ],
    }


def jobs_document(result: Result) -> list[JsonObject]:
    """The jobs in their order. They have no days: those count from the day that a plan is made on."""
    return [
        {
            "rank": job.rank,
            "id": job.id,
            "title": job.title,
            "first_step": job.first_step,
            "find_out": job.find_out,
            "class": job.class_id,
            "effort": job.effort,
            "cost": job.cost,
            "gain": job.gain,
            "percent_after": job.percent_after,
            "up_to": job.up_to,
            "quick_win": job.quick_win,
            "saves_lives": job.saves_lives,
            "actions": list(job.actions),
        }
        for job in result.jobs
    ]


def law_document(bank: Bank, verdict: Verdict | None) -> JsonObject:
    """The tier, the steps that led to it with their sections, and the duties with how each arrangement stands."""
    if bank.law is None or verdict is None:
        return {"tier": None, "law": None, "duties": []}
    steps = {step.id: step for step in bank.law.steps}
    sections = {duty.id: duty.section for duty in bank.law.duties}
    of_notes = {note.id: note.section for note in bank.law.notes}
    return {
        "tier": verdict.tier,
        "law": {
            "title": bank.law.title,
            "as_at": bank.law.as_at.isoformat(),
            "steps": [{"id": s.id, "met": s.met, "section": steps[s.id].section} for s in verdict.steps],
            "warnings": list(verdict.warnings),
            "notes": [{"id": note, "section": of_notes[note]} for note in verdict.notes],
        },
        "duties": [
            {
                "id": d.id,
                "section": sections[d.id],
                "arrangements": [{"question": a.question, "status": a.status, "own": a.own} for a in d.arrangements],
            }
            for d in verdict.duties
        ],
    }


def _tally(tally: Tally) -> dict[str, int | None]:
    return {"points": tally.points, "most": tally.most, "percent": tally.percent}


def _part(part: Part) -> JsonObject:
    return {"id": part.id, **_tally(part.tally)}
