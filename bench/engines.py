"""The plan through WeasyPrint, Chromium and typst in turn, in one process: `python -m bench.engines FILE`.

Chromium prints the same HTML. Typst sets the same text with its own tables (`plan.typ`), to show what another engine
would cost; it is not a second product.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import typst
from playwright.sync_api import sync_playwright

from bench.blocks import blocks
from bench.prints import report_of
from questions import load_bank
from reports.pdf.plan import plan_html, render_plan
from reports.pdf.renderer import STATIC
from usecases.settings import ROOT

ROUNDS = 10
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

Print = Callable[[], bytes]


@contextmanager
def through_chromium(html: str) -> Iterator[Print]:
    """Print the HTML, tagged, in a browser that is open already."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "plan.html"
        file.write_text(html.replace("<style>", f"<style>{_faces()}", 1))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()

        def render() -> bytes:
            page.goto(file.as_uri())
            return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)

        yield render
        browser.close()


def _faces() -> str:
    """The fonts for a browser, which does not read our fontconfig file."""
    files = {400: "regular", 600: "semibold", 700: "bold"}
    return "".join(
        f'@font-face {{ font-family: "CYPS Sans"; font-weight: {weight};'
        f' src: url("{STATIC.as_uri()}/fonts/cyps-sans-{name}.ttf") }}'
        for weight, name in files.items()
    )


def through_typst(html: str) -> Print:
    """Set the words of the HTML as PDF/UA-1; another title each time, so that nothing kept can be used again."""
    words, number = blocks(html), count()
    compiler = typst.Compiler(str(Path(__file__).with_name("plan.typ")), font_paths=[str(STATIC / "fonts")])

    def render() -> bytes:
        plan = {"title": f"Plan {next(number)}", "blocks": words}
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"plan": json.dumps(plan)})
        assert isinstance(pdf, bytes)  # one file, not one for each page
        return pdf

    return render


def main() -> None:
    """Print with each in turn, after one round to warm up, and give the seconds of each round."""
    report = report_of(load_bank(ROOT / "questions" / "bank"), Path(sys.argv[1]))
    html = plan_html(report)
    gc.disable()  # as in the worker: cleared up when the document is there
    with through_chromium(html) as chromium:
        engines: dict[str, Print] = {
            "weasyprint": lambda: render_plan(report),
            "chromium": chromium,
            "typst": through_typst(html),
        }
        sizes = {name: len(render()) for name, render in engines.items()}
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for _ in range(ROUNDS):
            for name, render in engines.items():
                start = perf_counter()
                render()
                taken[name].append(perf_counter() - start)
                gc.collect()
    print(json.dumps({"seconds": taken, "bytes": sizes}))


if __name__ == "__main__":
    main()
