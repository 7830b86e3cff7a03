"""The command that prints the procedures of a place from a file."""

from __future__ import annotations

from pathlib import Path

import click

from cli.atomic_write import OutputError, check_target
from cli.cli_helpers import bank_or_fail, directory_or_fail, fail, say_unprinted, services, write_or_fail
from cli.plan_file import plan_input_or_fail
from reports.procedures.procedures_report import ProceduresReport, build_procedures
from usecases.nation import with_nation
from usecases.procedures import file_procedures

STANDARD_OUTPUT = Path("-")
FILE = click.Path(path_type=Path)


@click.command("procedures")
@click.argument("source", type=FILE)
@click.option("--pdf", type=FILE, metavar="FILE", help="Write the printed procedures (tagged PDF, PDF/UA-1).")
@click.option("--docx", type=FILE, metavar="FILE", help="Write the procedures as a document to change.")
@click.option("--draft", is_flag=True, help="Write the draft of the document under section 7 of the Act instead.")
def procedures_command(source: Path, pdf: Path | None, docx: Path | None, *, draft: bool) -> None:
    """Print the procedures of the place in SOURCE (YAML), for its staff alone. Writes every file asked for, or none."""
    targets = {ending: path for ending, path in (("pdf", pdf), ("docx", docx)) if path is not None}
    _check_targets(source, targets)
    report = _report(source, draft=draft)
    files = {ending: _render(report, ending) for ending in targets}
    write_or_fail({path: files[ending] for ending, path in targets.items() if path != STANDARD_OUTPUT})
    for ending, path in targets.items():
        if path == STANDARD_OUTPUT:
            click.echo(files[ending], nl=False)
        else:
            click.echo(f"{report.title}: {path}")
    click.echo(report.words.private, err=True)


def _report(source: Path, *, draft: bool) -> ProceduresReport:
    bank, directory = bank_or_fail(services), directory_or_fail(services)
    if bank.procedures is None:
        fail("This bank has no procedures (procedures.yaml).")
    given = plan_input_or_fail(bank, source)
    profile = with_nation(bank, directory, given.profile, given.force_id)
    shown, result = file_procedures(bank, profile, given.answers, given.kind, given.procedures)
    unasked = [name for name in given.procedures if name not in shown.fields]
    if unasked:
        fail(*(f"{source}: procedures.{name}: is not asked of this place; leave it out" for name in unasked))
    if draft and shown.document is None:
        fail(f"{source}: --draft: the Act asks for this document in the enhanced tier and of qualifying events alone.")
    say_unprinted(str(source), *given.procedures.values())
    return build_procedures(bank, shown, result, given.date or services.today(), draft=draft)


def _render(report: ProceduresReport, ending: str) -> bytes:
    if ending == "pdf":
        from reports.procedures.procedures_pdf import render_procedures

        return render_procedures(report)
    from reports.procedures.procedures_docx import render_procedures_document

    return render_procedures_document(report)


def _check_targets(source: Path, targets: dict[str, Path]) -> None:
    """Before any work: there is a target, none is another or the source, and each could be written."""
    if not targets:
        raise click.UsageError("Name a file to write: --pdf or --docx.")
    if len({path.resolve() for path in targets.values()}) < len(targets):
        raise click.UsageError("--pdf and --docx name the same file; give each its own.")
    for path in targets.values():
        if path == STANDARD_OUTPUT:
            continue
        if path.resolve() == source.resolve():
            raise click.UsageError(f"{path} is the file that is read; write to another.")
        try:
            check_target(path)
        except OutputError as error:
            fail(str(error))
