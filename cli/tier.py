"""The command that says which tier of the bank's law a profile points to."""

from __future__ import annotations

from pathlib import Path

import click

from assessment.evaluation import evaluate
from assessment.json_types import to_json
from assessment.result_json import law_document
from cli.cli_helpers import bank_or_fail, directory_or_fail, fail, services
from cli.plan_file import plan_input_or_fail
from reports.report.dates import long_date
from reports.report.legal import law_part
from usecases.nation import with_nation


@click.command("tier")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def tier_command(source: Path, as_json: bool) -> None:
    """Say which tier of the bank's law the profile in SOURCE points to, step by step. Answers may be left out."""
    bank = bank_or_fail(services)
    given = plan_input_or_fail(bank, source)
    profile = with_nation(bank, directory_or_fail(services), given.profile, given.force_id)
    result = evaluate(bank, profile, given.answers, given.kind)
    if as_json:
        click.echo(to_json(law_document(bank, result.verdict)), nl=False)
        return
    part = law_part(bank, result)
    if part is None:
        fail(f"The bank in {services.settings.bank} holds no law (duties.yaml), so there is no tier to tell.")
    click.echo(f"{part.tier_title}. {part.says}\n")
    for warning in part.warnings:
        click.echo(f"Look again: {warning.says}\n")
    for step in part.steps:
        click.echo(f"  {'yes' if step.met else 'no '}  {step.asks} ({step.section})")
    if part.because:
        click.echo(f"\nWhat decides it: {part.because.says} ({part.because.section})")
    for note in part.notes:
        click.echo(f"\n{note.title} ({note.section}): {note.says}")
    click.echo(f"\n{part.status}\n{part.caveat}\nAs at {long_date(part.as_at)}.")
