"""The command line for editors of the bank: check, count, preview, compare, write the schemas."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from cli.cli_helpers import bank_or_fail, fail, services, write_or_fail
from questions import Bank, BankError, load_bank
from questions.diff import diff_lines
from questions.editor_tools import not_checked
from questions.preview import preview_lines
from questions.reader import check_folder
from questions.schema import schema_files
from questions.stats import stats_lines
from usecases.settings import ROOT

bank_commands = click.Group(
    "bank", help="Check the question bank, count, preview and compare it, write its JSON Schemas."
)


@bank_commands.command("check")
@click.option("--strict", is_flag=True, help="Ask for plain English too, and print what is still to be verified.")
def check_bank(strict: bool) -> None:
    """Prove the bank: shape, meaning and style, every problem with its file and line."""
    folder = services.settings.bank
    try:
        bank = check_folder(folder, services.today(), strict=strict)
    except BankError as error:
        fail(*map(str, error.problems), f"{len(error.problems)} problem(s) in {folder}")
    if missing := not_checked():
        click.echo(missing, err=True)
    items = sum(len(topic.items) for topic in bank.staff_check)
    click.echo(
        f"The bank is sound: {len(bank.questions)} questions in {len(bank.areas)} areas, "
        f"{items} staff check items in {len(bank.staff_check)} topics, {bank.version}."
    )
    if strict:
        click.echo(f"To verify: {len(bank.to_verify)}")
        click.echo("".join(f"  {number}. {text}\n" for number, text in enumerate(bank.to_verify, start=1)), nl=False)


@bank_commands.command("stats")
def bank_stats() -> None:
    """Count questions by area, importance, threat, stage, duty and source."""
    click.echo("\n".join(stats_lines(bank_or_fail(services))))


@bank_commands.command("preview")
@click.argument("question")
def preview_question(question: str) -> None:
    """Print QUESTION (its id) as its page would show it, and what its answers lead to."""
    bank = bank_or_fail(services)
    if question not in bank.by_id:
        near = get_close_matches(question, bank.by_id, n=3)
        fail(f"There is no question {question!r}." + (f" Did you mean {' or '.join(near)}?" if near else ""))
    click.echo("\n".join(preview_lines(bank, bank.by_id[question])))


@bank_commands.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff_banks(old: Path, new: Path) -> None:
    """Say in words what changed from the bank in folder OLD to that in NEW."""
    click.echo("\n".join(diff_lines(_load(old), _load(new))))


@bank_commands.command("schema")
@click.argument("folder", type=click.Path(path_type=Path), default=ROOT / "questions" / "schema")
def bank_schema(folder: Path) -> None:
    """Write the JSON Schemas of the bank's files to FOLDER, for editors (questions/schema unless given)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{folder}: cannot be made: {error.strerror}; choose another folder")
    write_or_fail({folder / name: text.encode() for name, text in schema_files().items()})
    click.echo(f"{len(schema_files())} schemas written to {folder}")


def _load(folder: Path) -> Bank:
    try:
        return load_bank(folder)
    except BankError as error:
        fail(f"{folder} is not a sound bank:", *map(str, error.problems))
