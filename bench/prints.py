"""How long the printed plan takes, cold and warm, and how much memory: `python -m bench.prints FILE` is one process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import monotonic, process_time

from assessment.evaluation import evaluate
from bench.parts import parts
from bench.table import Row, Times, times
from contacts import Directory, attribution
from questions import Bank, load_bank
from reports.building import build_report
from reports.report import Report
from web.inputs import read_plan_input
from web.settings import ROOT

WARM_ROUNDS = 7


def prints() -> Iterator[Row]:
    """Measure the example with the most to print."""
    bank = load_bank(ROOT / "questions" / "bank")
    fullest = max((ROOT / "examples").glob("*.yaml"), key=lambda path: len(repr(report_of(bank, path))))
    start = monotonic()
    command = [sys.executable, "-m", "bench.prints", str(fullest)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    said = json.loads(done.stdout)
    warm, memory = Times(said["warm"]), said["kilobytes"] / 1024
    yield Row(
        f"plan of {fullest.stem}, cold",
        f"{said['first'] - start:.2f} s (new process, all imports, bank; {said['bytes'] // 1024} kB)",
    )
    measured = f"{warm.median:.2f} s median, {warm.least:.2f} least; {said['cpu']:.2f} s of CPU each"
    yield Row("the same, warm", measured, "under 1 s", warm.median < 1)
    yield Row("peak memory of that process", f"{memory:.0f} MB", "under 150 MB", memory < 150)
    yield Row("where the time goes", ", ".join(f"{part} {share:.0%}" for part, share in said["parts"].items()))
    yield from _engines(fullest)


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
        yield Row(f"through {name}, warm", f"{measured}; ours takes {share:.1f} times as long")


def report_of(bank: Bank, path: Path) -> Report:
    """The report of an example."""
    given = read_plan_input(bank, path)
    result = evaluate(bank, given.profile, given.answers, given.kind)
    directory, made_on = Directory.load(), given.date or date.today()
    force_id = given.force_id or directory.find(str(given.profile["postcode"])).force_id
    contact = directory.contact(force_id, made_on) if force_id else None
    return build_report(
        bank,
        result,
        reference=given.reference,
        made_on=made_on,
        contact=contact,
        attribution=attribution(),
        staff_check=given.staff_check,
    )


def main() -> None:
    """Print a plan once, as the worker process does, then again and again, and say how long each took."""
    import web.jobs  # noqa: F401  with all that the worker imports
    from reports.pdf import render_plan

    report = report_of(load_bank(ROOT / "questions" / "bank"), Path(sys.argv[1]))
    size = len(render_plan(report))
    first = monotonic()
    before = process_time()
    warm = times(lambda: render_plan(report), WARM_ROUNDS)
    kilobytes = _peak()
    said = {
        "first": first,
        "warm": list(warm.rounds),
        "cpu": (process_time() - before) / (WARM_ROUNDS + 1),
        "bytes": size,
        "kilobytes": kilobytes,
        "parts": parts(lambda: render_plan(report)),
    }
    print(json.dumps(said))


def _peak() -> int:
    """The most memory that this program has held, in kB. Not getrusage: that counts what its parent had held, too."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
