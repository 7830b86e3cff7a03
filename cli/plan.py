"""The command that makes the plan of a file: printed, as data, and in every form to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from cli.atomic_write import OutputError, check_target
from cli.cli_helpers import fail, write_or_fail
from cli.plan_batch import print_many
from cli.plan_file import PlanInput
from cli.plan_making import PRINTS, made_plan, plan_file, say_plan_unprinted
from reports.cards.logo import LogoRefused, read_logo
from reports.exports.registry import EXPORTS

STANDARD_OUTPUT = Path("-")
FILE = click.Path(path_type=Path)
# What can be written, by the name of its option; with - instead of a file it is printed.
WRITES = {
    **PRINTS,
    "json": "the whole result as data",
    **{ending: export.writes for ending, export in EXPORTS.items()},
}


def _files_to_write(command: Callable[..., None]) -> Callable[..., None]:
    """One option for each file that the command can write, in the order of the documents."""
    for ending, says in reversed(WRITES.items()):
        command = click.option(f"--{ending}", type=FILE, metavar="FILE", help=f"Write {says}.")(command)
    return command


@click.command("plan")
@click.argument("sources", metavar="SOURCE...", type=FILE, nargs=-1, required=True)
@_files_to_write
@click.option("--out", type=FILE, metavar="FOLDER", help="Print the plan of each SOURCE into this folder.")
@click.option("--earlier", "before", type=FILE, help="Read an older file, to report what has changed.")
@click.option("--logo", type=FILE, help="Put a logo (PNG or JPEG) on the front page of the PDF.")
def plan_command(
    sources: tuple[Path, ...], out: Path | None, before: Path | None, logo: Path | None, **asked: Path | None
) -> None:
    """Make the action plan of a profile and answers in SOURCE (YAML). Writes every file asked for, or none.

    With --out, prints the plans of any number of sources in one go.
    """
    targets = {ending: path for ending, path in asked.items() if path is not None}
    if out is not None:
        if targets or before or logo:
            raise click.UsageError("--out prints plans alone; leave out the other options.")
        print_many(sources, out)
        return
    if len(sources) > 1:
        raise click.UsageError("Name a folder with --out to print several plans.")
    _write_one(sources[0], targets, before, logo)


def _write_one(source: Path, targets: Mapping[str, Path], before: Path | None, logo: Path | None) -> None:
    _check_targets(source, targets)
    plan = made_plan(source, before, _logo(logo) if logo else None)
    made = {path: plan_file(plan, ending) for ending, path in targets.items()}
    write_or_fail({path: content for path, content in made.items() if path != STANDARD_OUTPUT})
    for line in filter(None, (plan.missing, _no_reference(source, plan.given) if "ics" in targets else "")):
        click.echo(line, err=True)
    if PRINTS.keys() & targets.keys():
        say_plan_unprinted(plan)
    if STANDARD_OUTPUT in made:
        click.echo(made[STANDARD_OUTPUT], nl=False)
    else:
        click.echo(plan.report.headline)
        click.echo("".join(f"{job.rank}. {job.title}\n" for job in plan.report.first_jobs), nl=False)


def _logo(path: Path) -> bytes:
    try:
        return read_logo(path.read_bytes())
    except (OSError, LogoRefused) as error:
        fail(f"{path}: {error.strerror if isinstance(error, OSError) else error}")


def _check_targets(source: Path, targets: Mapping[str, Path]) -> None:
    """Before any work: no target is another, or the source, and each could be written."""
    places: dict[Path, str] = {}
    for ending, path in targets.items():
        other = places.setdefault(path.resolve(), ending)
        if other != ending:
            raise click.UsageError(f"--{other} and --{ending} name the same file; give each its own.")
    for path in targets.values():
        if path == STANDARD_OUTPUT:
            continue
        if path.resolve() == source.resolve():
            raise click.UsageError(f"{path} is the file that is read; write to another.")
        try:
            check_target(path)
        except OutputError as error:
            fail(str(error))


def _no_reference(source: Path, given: PlanInput) -> str:
    """What to add so that calendars know this place's events from those of others; empty where it is there."""
    remedy = "add 'reference: ' and a name of its own for this place, to have a later calendar replace this one's days"
    return "" if given.named else f"{source}: {remedy}."
