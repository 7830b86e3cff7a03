"""Somebody who uses the keyboard alone: every key that is pressed here is one that a person presses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.journeys.visitor import Visitor
from tests.person import Typed

MOST_TABS = 80
FOCUS = """() => {
  const { tagName, id, name, type, value, className, checked } = document.activeElement
  return { tag: tagName.toLowerCase(), id, name, type, value, className, checked,
           words: document.activeElement.innerText, seen: document.activeElement.matches(":focus-visible") }
}"""


class Keyboard:
    """The keys of a visitor."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def focus(self) -> dict[str, Any]:
        """What has the focus."""
        found: dict[str, Any] = self.page.evaluate(FOCUS)
        return found

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, **wanted: str) -> dict[str, Any]:
        """Press Tab until what has the focus fits, by the beginning of each part; it must show that it has it."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            focus = self.focus()
            if all(str(focus.get(part) or "").startswith(value) for part, value in wanted.items()):
                assert focus["seen"], f"the focus does not show on {focus}"
                return focus
        raise AssertionError(f"Tab never comes to {wanted} on {self.visitor.at}")

    def enter(self, status: int = 200) -> None:
        """Press Enter, which leads to another page."""
        with self.visitor.going(status):
            self.press("Enter")

    def fill(self, typed: Mapping[str, Typed]) -> None:
        """Fill in a page, from top to bottom."""
        for name, value in typed.items():
            focus = self.tab_to(name=name)
            if focus["type"] == "radio":
                self.choose(str(value))
            elif focus["type"] == "checkbox":
                self._tick(name, value if isinstance(value, list) else [value])
            else:
                self.page.keyboard.type(str(value))

    def choose(self, value: str) -> None:
        """Choose one of the radio buttons that has the focus."""
        self.press("Space")
        for _ in range(40):
            if self.focus()["value"] == value:
                break
            self.press("ArrowDown")
        focus = self.focus()
        assert (focus["value"], focus["checked"]) == (value, True)

    def _tick(self, name: str, values: list[str]) -> None:
        for value in values:
            if self.focus()["value"] != value:
                self.tab_to(name=name, value=value)
            self.press("Space")
            assert self.focus()["checked"]
