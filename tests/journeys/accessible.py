"""Examines a page as people meet it: on a wide screen, on a phone, and enlarged to 200 %."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.visitor import Visitor

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# At 200 %, a screen of 1280 px holds what 640 px hold at 100 %.
SCREENS = {"wide": 1280, "phone": 320, "enlarged": 640}
HEIGHT = 800


def examine(visitor: Visitor, on: Collection[str] = SCREENS) -> None:
    """Note what is wrong with the page that is seen among the visitor's faults.

    Every screen is looked at for sideways scrolling, those named in `on` by axe as well.
    """
    page = visitor.page
    page.evaluate(AXE_SCRIPT)
    for screen, across in SCREENS.items():
        page.set_viewport_size({"width": across, "height": HEIGHT})
        where = f"{visitor.at} ({screen})"
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > across:
            visitor.faults.append(f"{where}: scrolls sideways, {width} px wide")
        if screen not in on:
            continue
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(options)", options)
        visitor.faults += [f"{where}: {line}" for violation in found["violations"] for line in lines(violation)]
    page.set_viewport_size({"width": SCREENS["wide"], "height": HEIGHT})


def lines(violation: dict[str, Any]) -> list[str]:
    """One line for each element that breaks a rule."""
    return [f"{violation['id']}: {violation['help']}: {node['html'][:160]}" for node in violation["nodes"]]
