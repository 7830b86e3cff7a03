"""The blank questionnaire on the command line: printed for a place or complete, and read back when it is filled in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click
import yaml
from flask.cli import with_appcontext

from assessment.answers import Answer
from assessment.json_types import JsonObject, JsonValue
from assessment.path import AssessmentKind
from assessment.profile import fields_to_ask, tidy_text
from cli.atomic_write import OutputError, check_target
from cli.cli_helpers import bank_or_fail, directory_or_fail, fail, say_unprinted, services, write_or_fail
from cli.plan_file import plan_input_or_fail
from questions import Bank
from reports.forms.blank import build_blank
from reports.forms.filled_form import LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_import import Takeover, take_over
from reports.forms.form_sandbox import read_form_apart
from usecases.nation import with_nation

STANDARD_OUTPUT = Path("-")
PARTLY = 3


@click.command("form")
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=click.Choice(get_args(AssessmentKind)), help="Quick check or full assessment.")
@click.option("--complete", is_flag=True, help="Every question, for any place, with those of the profile first.")
@click.option("--pdf", type=click.Path(path_type=Path), required=True, help="Write the form here (- prints it).")
@with_appcontext
def form_command(source: Path | None, kind: AssessmentKind | None, complete: bool, pdf: Path) -> None:
    """Print the blank questionnaire, with fields to fill in, for the profile in SOURCE (YAML) or --complete."""
    if (source is None) is not complete:
        raise click.UsageError("Name a file with a profile, or write --complete: one of the two.")
    _check(pdf, source)
    bank = bank_or_fail(services)
    profile = None
    if source is not None:
        given = plan_input_or_fail(bank, source)
        profile = with_nation(bank, directory_or_fail(services), given.profile, given.force_id)
        kind = kind or given.kind
        say_unprinted(str(source), *(value for value in profile.values() if isinstance(value, str)))
    form = build_blank(bank, profile, kind or "full")
    from reports.forms.form_pdf import render_form

    _write(pdf, render_form(form))
    if pdf != STANDARD_OUTPUT:
        click.echo(f"{pdf}: {form.count} questions")


@click.command("import-form")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), default="-", help="Write the YAML here (- prints it).")
@with_appcontext
def import_form_command(source: Path, into: Path) -> None:
    """Read the filled-in questionnaire SOURCE (PDF), and write the input file that `flask plan` reads."""
    _check(into, source)
    bank = bank_or_fail(services)
    try:
        form = read_form_apart(_content(source))
        found = take_over(bank, form)
    except FormRefused as error:
        fail(f"{source}: {error}")
    lines = [f"{source}: {problem}" for problem in found.problems]
    if not found.answers and (form.profile is not None or not found.profile):
        fail(*lines, f"{source}: nothing was read; fill in the form, save it, and try again")
    if found.other_bank:
        click.echo(f"{source}: made with question bank {found.other_bank}, read with {bank.version}", err=True)
    _write(into, input_text(bank, source, form, found).encode())
    if lines:
        for line in lines:
            click.echo(tidy_text(line), err=True)
        sys.exit(PARTLY)


def input_text(bank: Bank, source: Path, form: FilledForm, found: Takeover) -> str:
    """What a form holds, as the text of an input file for `flask plan`: of the place only what somebody is asked."""
    said = {field.id: found.profile[field.id] for field in fields_to_ask(bank) if field.id in found.profile}
    document = {
        "about": f"Read from the filled-in form {tidy_text(source.name)[:100]}",
        "profile": {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()},
        "answers": {question: _plain(answer) for question, answer in found.answers.items()},
        "kind": form.kind,
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _plain(answer: Answer) -> JsonValue:
    """An answer as an input file writes it: alone, or with its reason and note."""
    choice = int(answer.choice) if answer.choice and answer.choice.isdigit() else answer.choice
    parts: JsonObject = {"answer": choice, "reason": answer.reason, "note": answer.note}
    said = {name: value for name, value in parts.items() if value not in (None, "")}
    return choice if list(said) == ["answer"] else said


def _check(target: Path, source: Path | None) -> None:
    """Before any work: the target is not the file that is read, and could be written."""
    if target == STANDARD_OUTPUT:
        return
    if source is not None and target.resolve() == source.resolve():
        raise click.UsageError(f"{target} is the file that is read; write to another.")
    try:
        check_target(target)
    except OutputError as error:
        fail(str(error))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror}; check its name and folder")


def _write(path: Path, content: bytes) -> None:
    if path == STANDARD_OUTPUT:
        click.echo(content, nl=False)
    else:
        write_or_fail({path: content})
