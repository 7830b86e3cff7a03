"""How long the printed plan takes, cold and warm, and how much memory: `python -m bench.prints FILE` is one process."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

from assessment.evaluation import evaluate
from bench.parts import parts
from bench.stored import stored_plan
from bench.table import Row, Times
from cli.plan_file import read_plan_input
from contacts import Directory, attribution
from local_time import london_day
from questions import Bank, load_bank
from questions.roles import text_of
from reports.report.builder import build_report
from reports.report.inputs import ReportInputs
from reports.report.report import Report
from usecases.settings import ROOT

WARM_ROUNDS = 9
# How many times as long as Chromium the plan may take.
MOST_SHARE = 1.5
USUAL = "cafe"


def prints() -> Iterator[Row]:
    """Measure a plan of the usual length and the example with the most to print, as the worker prints them."""
    bank = load_bank(ROOT / "questions" / "bank")
    examples = (ROOT / "examples").glob("*.yaml")
    fullest = max(examples, key=lambda path: len(repr(report_of(bank, path))))
    for example in (ROOT / "examples" / f"{USUAL}.yaml", fullest):
        yield from _one(example)
    yield from stored_plan(fullest)
    yield from _engines(fullest)


def _one(example: Path) -> Iterator[Row]:
    start = monotonic()
    command = [sys.executable, "-m", "bench.prints", str(example)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    said = json.loads(done.stdout)
    warm, memory = Times(said["warm"]), [kilobytes / 1024 for kilobytes in said["kilobytes"]]
    yield Row(
        f"plan of {example.stem}, {said['pages']} pages, cold",
        f"{said['first'] - start:.2f} s (new processes, all imports, bank; {said['bytes'] // 1024} kB)",
    )
    measured = f"{warm.median:.2f} s median, {warm.least:.2f} least, {max(warm.rounds):.2f} most"
    yield Row("the same, warm", measured, "under 1 s", warm.median < 1)
    record, after = Times(said["record"]), Times(said["after"])
    measured = f"{record.median:.2f} s median, {record.least:.2f} least ({said['record_pages']} pages)"
    yield Row("its record, warm, in two processes", measured)
    yield Row("garbage collection before the next", f"{after.median:.2f} s median (no reader waits for it)")
    measured = " and ".join(f"{each:.0f} MB" for each in memory)
    yield Row("peak memory of the two processes", measured, "under 150 MB each", max(memory) < 150)
    yield Row("where the time goes", ", ".join(f"{part} {share:.0%}" for part, share in said["parts"].items()))


def _engines(plan: Path) -> Iterator[Row]:
    """Other engines beside ours, as ratios of neighbours in the same round."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.engines", str(plan)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    said = json.loads(done.stdout)
    ours = said["seconds"].pop("weasyprint")
    for name, theirs in said["seconds"].items():
        share = median(mine / its for mine, its in zip(ours, theirs, strict=True))
        measured = f"{Times(theirs).median:.2f} s median ({said['bytes'][name] // 1024} kB)"
        says = f"{measured}; ours takes {share:.1f} times as long"
        aim = ("ours at most 1.5 times as long", share <= MOST_SHARE) if name == "chromium" else ("", None)
        yield Row(f"through {name}, warm", says, *aim)


def report_of(bank: Bank, path: Path) -> Report:
    """The report of an example."""
    given = read_plan_input(bank, path)
    result = evaluate(bank, given.profile, given.answers, given.kind)
    directory, made_on = Directory.load(), given.date or london_day(datetime.now(UTC))
    force_id = given.force_id or directory.find(text_of(given.profile, bank.roles.postcode)).force_id
    contact = directory.contact(force_id, made_on) if force_id else None
    return build_report(
        bank,
        result,
        ReportInputs(
            reference=given.reference,
            made_on=made_on,
            contact=contact,
            attribution=attribution(),
            staff_check=given.staff_check,
        ),
    )


def main() -> None:
    """Print a plan once, as the worker does, then again and again, and say how long each took."""
    import printing.print_queue  # noqa: F401  with all that the worker imports
    from reports.pdf.pdf_worker import PdfWorker
    from reports.pdf.plan import render_plan, render_record, warm

    report = report_of(load_bank(ROOT / "questions" / "bank"), Path(sys.argv[1]))
    gc.disable()
    worker = PdfWorker()
    worker.start()
    warm()
    printed = render_plan(report, worker.render)
    behind = render_record(report, worker.render)
    first = monotonic()
    warm_rounds, after = _rounds(lambda: render_plan(report, worker.render))
    kilobytes = [_peak("self"), _peak(str(worker.process_id))]
    from pypdf import PdfReader  # the worker has no use for it

    record, _ = _rounds(lambda: render_record(report, worker.render))
    said = {
        "first": first,
        "pages": len(PdfReader(BytesIO(printed)).pages),
        "bytes": len(printed),
        "warm": warm_rounds,
        "after": after,
        "record": record,
        "record_pages": len(PdfReader(BytesIO(behind)).pages),
        "kilobytes": kilobytes,
        "parts": parts(lambda: render_plan(report)),
    }
    worker.end()
    print(json.dumps(said))


def _rounds(render: Callable[[], bytes]) -> tuple[list[float], list[float]]:
    """How long each print took, and each clearing up: as in the worker, that is done when the document is there."""
    gc.collect()
    taken, cleared = [], []
    for _ in range(WARM_ROUNDS):
        start = perf_counter()
        render()
        done = perf_counter()
        gc.collect()
        taken.append(done - start)
        cleared.append(perf_counter() - done)
    return taken, cleared


def _peak(process: str) -> int:
    """The most memory that a program has held, in kB. Not getrusage: that counts what its parent had held, too."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
