"""Prints the plans of many files in one go: each printing process takes one plan, and then the next."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import click

from cli.atomic_write import OutputError, write_files
from cli.cli_helpers import fail
from cli.plan_making import MadePlan, made_plan, say_plan_unprinted
from reports.pdf.pdf_worker import PdfWorker

# The exit code where some files could not be read, and the plans of the others were printed.
SOME_MISSING = 3


def print_many(sources: Sequence[Path], folder: Path) -> None:
    """Print the plan of each file into a folder, under the name of the file, and say on standard error how far it is.

    A file that cannot be used is named with what is wrong, and the others are printed. Ends with exit code 3 where a
    plan is missing, and 1 where all are.
    """
    _check(sources, folder)
    plans = [plan for plan in map(_made, sources) if plan is not None]
    printed = 0
    with _workers(min(os.cpu_count() or 1, len(plans))) as workers, ThreadPoolExecutor(max(workers.qsize(), 1)) as pool:
        orders = {pool.submit(_print, plan, folder, workers): plan for plan in plans}
        for number, order in enumerate(as_completed(orders), 1):
            if error := order.result():
                click.echo(error, err=True)
                continue
            printed += 1
            click.echo(f"{number} of {len(plans)}: {_target(orders[order].source, folder)}", err=True)
            say_plan_unprinted(orders[order])
    click.echo(f"{printed} plan{'' if printed == 1 else 's'} of {len(sources)} printed.")
    if printed < len(sources):
        sys.exit(SOME_MISSING if printed else 1)


def _check(sources: Sequence[Path], folder: Path) -> None:
    if not folder.is_dir():
        fail(f"{folder}: there is no folder of this name; make it first")
    twice = [stem for stem, count in Counter(source.stem for source in sources).items() if count > 1]
    if twice:
        fail(f"{twice[0]}: more than one file has this name, so that their plans would have too; rename one")


def _made(source: Path) -> MadePlan | None:
    """The plan of a file; None where the file cannot be used, which has then been said."""
    try:
        return made_plan(source)
    except SystemExit:
        return None


def _target(source: Path, folder: Path) -> Path:
    return folder / f"{source.stem}.pdf"


def _print(plan: MadePlan, folder: Path, workers: SimpleQueue[PdfWorker]) -> str:
    """Print one plan with a worker that is free; gives what went wrong."""
    from reports.pdf import plan as prints

    worker = workers.get()
    try:
        write_files({_target(plan.source, folder): prints.render_plan(plan.report, worker.render_apart)})
    except OutputError as error:
        return str(error)
    finally:
        workers.put(worker)
    return ""


@contextmanager
def _workers(count: int) -> Iterator[SimpleQueue[PdfWorker]]:
    workers = [PdfWorker() for _ in range(count)]
    free: SimpleQueue[PdfWorker] = SimpleQueue()
    for worker in workers:
        worker.start()
        free.put(worker)
    try:
        yield free
    finally:
        for worker in workers:
            worker.end()
